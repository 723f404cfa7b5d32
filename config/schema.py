"""The settings as a JSON Schema, for editors that check and complete a file while it is written."""

import json
from datetime import timedelta

from pydantic.json_schema import GenerateJsonSchema

from config.settings import Settings
from config.values import brief


class _Written(GenerateJsonSchema):
    """Defaults as they would stand in the file."""

    def encode_default(self, dft: object) -> object:
        match dft:
            case timedelta():
                return brief(dft)
            case tuple():
                return [self.encode_default(each) for each in dft]
            case _:
                return super().encode_default(dft)


def schema() -> str:
    """The schema of `switchboard.toml`, as JSON text."""
    described = Settings.model_json_schema(schema_generator=_Written)
    described["title"] = "switchboard.toml"
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(described, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
