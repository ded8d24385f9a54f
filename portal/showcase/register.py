"""Samples of the register's filters and ways out."""

from documents.register.finding import Facet, Option


class RegisterSamples:
    @property
    def facets(self) -> list[Facet]:
        """One filter with a value that is on."""
        return [
            Facet(
                "loai",
                "Loại văn bản",
                [Option("quyet-dinh", "Quyết định", 412, True), Option("ke-hoach", "Kế hoạch", 96, False)],
            )
        ]

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        return [("Loại văn bản", "Quyết định", "?"), ("Cơ quan ban hành", "Ủy ban nhân dân tỉnh", "?loai=quyet-dinh")]

    @property
    def downloads(self) -> list[tuple[str, str]]:
        return [("CSV", "?dang=csv"), ("JSON", "?dang=json"), ("RSS", "?dang=rss")]
