"""The contract's TypeScript twin: ``frontend/src/contract/generated.ts``.

The structs in ``torrpeddo.contract`` and the rows of ``torrpeddo.rpc.table`` become one JSON
Schema, which json-schema-to-typescript (``contract_types.mjs``) turns into types. Docstrings,
those of fields too, become comments.

    python build/contract.py            write it
    python build/contract.py --check    fail if what is committed differs
"""

import argparse
import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import textwrap
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import msgspec

from torrpeddo import contract
from torrpeddo.contract.base import Params
from torrpeddo.contract.events import Event
from torrpeddo.contract.settings import Settings
from torrpeddo.errors import TorrpeddoError
from torrpeddo.rpc.table import METHODS, Method

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "frontend" / "src" / "contract" / "generated.ts"
REMEDY = "npm run contract"

Schema = dict[str, Any]

HEADER = f"""\
// Generated from backend/torrpeddo/contract and rpc/table.py by build/contract.py.
// Don't edit: change those and run `{REMEDY}`.
"""


def contract_types() -> dict[str, type]:
    """Every struct and enum of the contract, by name."""
    names = [found.name for found in pkgutil.iter_modules(contract.__path__)]
    modules = [importlib.import_module(f"{contract.__name__}.{name}") for name in names]
    return {name: value for module in modules for name, value in vars(module).items() if is_home(value, module)}


def is_home(value: object, module: ModuleType) -> bool:
    """Whether the value is a struct or enum that this module defines, rather than imports."""
    return isinstance(value, type) and issubclass(value, msgspec.Struct | Enum) and value.__module__ == module.__name__


def field_notes(owner: type) -> dict[str, str]:
    """The texts written under the fields of a struct, or the members of an enum, by name."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    assert isinstance(body, ast.ClassDef)
    notes: dict[str, str] = {}
    named: str | None = None
    for line in body.body:
        text = line.value.value if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) else None
        if named and isinstance(text, str):
            notes[named] = inspect.cleandoc(text)
        named = assigned_name(line)
    return notes


def assigned_name(line: ast.stmt) -> str | None:
    match line:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None


def method_schema(method: Method) -> Schema:
    hints = get_type_hints(method.handler, include_extras=True)
    (params, result), components = msgspec.json.schema_components(
        (hints["params"], hints["return"]), ref_template="#/$defs/{name}"
    )
    return {
        "type": "object",
        "description": inspect.getdoc(method.handler) or "",
        "properties": {"params": params, "result": result},
        "required": ["params", "result"],
        "$defs": components,
    }


def contract_schema() -> Schema:
    """One schema that holds them all: ``Methods``, ``Event`` and every type they name."""
    types = contract_types()
    methods = {method.name: method_schema(method) for method in METHODS}
    (event,), definitions = msgspec.json.schema_components((Event,), ref_template="#/$defs/{name}")
    for schema in methods.values():
        definitions |= schema.pop("$defs")
    for name, schema in definitions.items():
        describe(schema, types[name])
    event.pop("discriminator", None)
    definitions["Event"] = event | {"description": "What the host tells without being asked, by `type`."}
    definitions["Methods"] = {
        "type": "object",
        "description": "Every method of the host: what it takes and what it answers.",
        "properties": methods,
        "required": list(methods),
    }
    return {
        "title": "Contract",
        "description": "All there is to say between the host and the interface.",
        "type": "object",
        "properties": {"methods": {"$ref": "#/$defs/Methods"}, "event": {"$ref": "#/$defs/Event"}},
        "required": ["methods", "event"],
        "$defs": definitions,
    }


def describe(schema: Schema, owner: type) -> None:
    """Add what msgspec leaves out: the fields' notes, and that the host sends every field."""
    notes = field_notes(owner)
    if "description" in schema:
        schema["description"] = inspect.cleandoc(owner.__doc__ or "")
    if issubclass(owner, Enum):
        describe_enum(schema, owner, notes)
    elif not schema["properties"]:
        schema["tsType"] = "Record<string, never>"
    else:
        describe_struct(schema, owner, notes)


def describe_enum(schema: Schema, owner: type[Enum], notes: dict[str, str]) -> None:
    """Members in the order they were written; their notes as a list, for a union has no place for them."""
    schema["enum"] = [member.value for member in owner]
    about = [f"- `{owner[name].value}`: {note}" for name, note in notes.items()]
    if about:
        schema["description"] = "\n".join([schema.get("description", ""), *about]).strip()


def describe_struct(schema: Schema, owner: type, notes: dict[str, str]) -> None:
    properties: dict[str, Schema] = schema["properties"]
    for name, value in properties.items():
        properties[name] = only_the_type(value)
        if name in notes:
            properties[name]["description"] = notes[name]
    if not issubclass(owner, Params):
        schema["required"] = list(properties)


def only_the_type(field: Schema) -> Schema:
    """The field without what TypeScript can't say: lengths, ranges and defaults are the host's to check."""
    kept = {name: value for name, value in field.items() if name not in {"default", "minItems", "maxItems"}}
    if "anyOf" in kept:
        kept["anyOf"] = [only_the_type(choice) for choice in kept["anyOf"]]
    if "items" in kept:
        kept["items"] = only_the_type(kept["items"])
    if kept.get("type") == "object":
        kept.setdefault("additionalProperties", True)
    return kept


def to_typescript(schema: Schema) -> str:
    """The file's text: types of the schema, then the constants."""
    script = Path(__file__).with_name("contract_types.mjs")
    work = json.dumps({"schema": schema, "constants": constants(), "path": str(OUTPUT)})
    done = subprocess.run(
        ["node", str(script)], input=work, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(
            f"The contract could not be turned into TypeScript. Has `npm install` run?\n{done.stderr[-2000:]}"
        )
    return done.stdout


def constants() -> str:
    """What the interface wants to have at run time."""
    return f"""
/** Every method's name, in the table's order. */
export const METHOD_NAMES = {literal([method.name for method in METHODS])} as const satisfies
  readonly (keyof Methods)[];

/** Every `kind` that a domain error can have in its `data`. */
export const ERROR_KINDS = {literal(sorted(error_kinds(TorrpeddoError)))} as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** The settings of a fresh profile; the host fills in `save_path`. */
export const DEFAULT_SETTINGS: Settings = {literal(msgspec.to_builtins(Settings()))};

/** Smallest and largest value of every numeric setting. */
export const SETTING_RANGES = {literal(setting_ranges())} as const satisfies {{
  readonly [K in keyof Settings]?: {{ readonly min: number; readonly max: number }};
}};
"""


def literal(value: object) -> str:
    return json.dumps(value, indent=2)


def error_kinds(base: type[TorrpeddoError]) -> Iterator[str]:
    yield base.kind
    for child in base.__subclasses__():
        yield from error_kinds(child)


def setting_ranges() -> dict[str, dict[str, int]]:
    fields: dict[str, Schema] = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    return {
        name: {"min": field["minimum"], "max": field["maximum"]} for name, field in fields.items() if "minimum" in field
    }


def generate() -> str:
    return f"{HEADER}\n{to_typescript(contract_schema())}"


def write(text: str) -> None:
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")


def check(text: str) -> None:
    """Raises ``SystemExit`` when what is committed is not this."""
    if not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{OUTPUT.relative_to(ROOT)} is behind the Python contract. Mend it: {REMEDY}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the contract's TypeScript.")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    act = check if parser.parse_args().check else write
    act(generate())


if __name__ == "__main__":
    main()
