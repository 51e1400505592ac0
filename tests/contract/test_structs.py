"""Promises that every struct on the wire keeps."""

import importlib
import pkgutil
from typing import get_args, get_type_hints

import msgspec
import pytest
from msgspec import NODEFAULT, UNSET, UnsetType

from torrpeddo import contract
from torrpeddo.contract.base import Params, Wire
from torrpeddo.contract.settings import Settings, SettingsChanges

MODULES = [
    importlib.import_module(f"{contract.__name__}.{found.name}") for found in pkgutil.iter_modules(contract.__path__)
]
STRUCTS = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__
]


def test_changes_mirror_settings() -> None:
    settings = get_type_hints(Settings, include_extras=True)
    changes = get_type_hints(SettingsChanges, include_extras=True)
    assert list(changes) == list(settings)
    for name, type_ in settings.items():
        assert changes[name] == type_ | UnsetType, name


def test_every_setting_has_a_default_and_no_change_has_one() -> None:
    assert all(
        field.default is not NODEFAULT or field.default_factory is not NODEFAULT
        for field in msgspec.structs.fields(Settings)
    )
    assert all(field.default is UNSET for field in msgspec.structs.fields(SettingsChanges))


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_structs_are_frozen_and_made_by_name(struct: type[msgspec.Struct]) -> None:
    config = struct.__struct_config__
    assert config.frozen
    if struct not in (Wire, Params) and struct.__struct_fields__:
        with pytest.raises(TypeError):
            struct(*range(len(struct.__struct_fields__)))


@pytest.mark.parametrize("struct", [s for s in STRUCTS if issubclass(s, Params)], ids=lambda struct: struct.__name__)
def test_a_slip_in_a_parameters_name_is_refused(struct: type[msgspec.Struct]) -> None:
    assert struct.__struct_config__.forbid_unknown_fields


def test_names_are_unique() -> None:
    names = [struct.__name__ for struct in STRUCTS]
    assert len(names) == len(set(names))


def test_modules_import_nothing_of_ours_but_each_other() -> None:
    for struct in STRUCTS:
        for hint in get_type_hints(struct).values():
            for part in (hint, *get_args(hint)):
                home = getattr(part, "__module__", "")
                assert not home.startswith("torrpeddo.") or home.startswith("torrpeddo.contract."), struct
