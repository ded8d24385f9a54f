"""How a row calls its act. The acts are no choices of a field: they would stand in a migration, and every new one would need another."""

from workflows.rules.act import Act


class NamedAct:
    """For models with a field `act` that holds an `Act`."""

    def get_act_display(self) -> str:
        """The act in words, by the name that Django gives it on a field with choices; the bare value of one that is no longer known."""
        act: str = getattr(self, "act", "")
        return str(Act(act).label) if act in Act else act
