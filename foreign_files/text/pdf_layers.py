"""Which layers (optional content) of a PDF are off as it is opened."""

from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


class Layers:
    """Which layers of a file are off as it is opened."""

    def __init__(self, reader: PdfReader):
        root: Any = reader.trailer["/Root"].get_object()
        usual: Any = followed(followed(root.get("/OCProperties", {})).get("/D", {}))
        self.is_usually_off = usual.get("/BaseState") == "/OFF"
        self.others = _keys(usual.get("/ON" if self.is_usually_off else "/OFF", []))

    def is_off(self, layer: Any) -> bool:
        """Of a layer, or of several that are shown together."""
        content = followed(layer)
        if not isinstance(content, DictionaryObject):
            return False
        if content.get("/Type") != "/OCMD":
            return self.is_usually_off != (getattr(layer, "idnum", None) in self.others)
        groups = content.raw_get("/OCGs") if "/OCGs" in content else []
        several = [
            self.is_off(each) for each in (followed(groups) if isinstance(followed(groups), ArrayObject) else [groups])
        ]
        rule = content.get("/P", "/AnyOn")
        wants = {"/AllOn": any(several), "/AnyOff": not any(several), "/AllOff": not all(several)}
        return bool(several) and wants.get(rule, all(several))


def followed(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _keys(layers: Any) -> set[int]:
    return {each.idnum for each in followed(layers) if isinstance(each, IndirectObject)}
