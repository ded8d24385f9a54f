from typing import Any

from wagtail.blocks import Block

class TypedTableBlock(Block):
    def __init__(self, local_blocks: Any = None, search_index: bool = True, **kwargs: Any) -> None: ...
