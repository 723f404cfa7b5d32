"""The settings as a JSON Schema, for editors that check and complete a file while it is written."""

import json

from config.settings import Settings


def schema() -> str:
    """The schema of `switchboard.toml`, as JSON text."""
    described = Settings.model_json_schema(mode="validation")
    described["title"] = "switchboard.toml"
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(described, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
