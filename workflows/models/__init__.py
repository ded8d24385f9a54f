from workflows.models.board import Board, CharterVersion, Field, Member, Section, Unit
from workflows.models.chain import ApproveTask, Chain, ChainStep, PublishTask, ReviewTask, StepState
from workflows.models.decision import Certificate, CitedFile, Decision
from workflows.models.reviewed import ReviewedPage, Routed

__all__ = [
    "ApproveTask",
    "Board",
    "Certificate",
    "Chain",
    "ChainStep",
    "CharterVersion",
    "CitedFile",
    "Decision",
    "Field",
    "Member",
    "PublishTask",
    "ReviewTask",
    "ReviewedPage",
    "Routed",
    "Section",
    "StepState",
    "Unit",
]
