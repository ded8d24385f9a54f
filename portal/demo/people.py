"""The demo's people: one account per seat, named `SEAT.SITE`, and the technician."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from workflows.charter.words import RoleKey
from workflows.models import Board, Member
from workflows.models.some_user import signed_in
from workflows.services.accounts.constitute import constitute, digest_of_list
from workflows.services.accounts.seat import seat

PASSWORD = "cong-thong-tin"
TECHNICIAN = "quan-tri"
_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
_MIDDLE = ["Thị", "Văn", "Thu", "Minh", "Quốc", "Hồng", "Đức", "Thanh", "Ngọc", "Hữu"]
_GIVEN = ["Hà", "Bình", "Lan", "Sơn", "Hạnh", "Dũng", "Mai", "Tuấn", "Yến", "Khoa", "Thảo", "Phúc", "Nga"]


def create_people(board: Board) -> int:
    """Seat a demo person on every empty seat of the board, and confirm the list as its chief; returns how many."""
    hashed, seated = make_password(PASSWORD), 0
    for order, member in enumerate(board.members.active().filter(user=None).order_by("pk")):
        seat(
            member,
            _account(f"{member.key}.{board.slug}", member, board.pk * 5 + order, hashed),
            f"Dữ liệu thử nghiệm của {board.name}",
        )
        seated += 1
    if board.constituted_at is None:
        chief = signed_in(board.members.get(role=RoleKey.CHIEF).user)
        constitute(board, chief, digest_of_list(board))
    return seated


def create_technician() -> User:
    user, _new = get_user_model().objects.get_or_create(
        username=TECHNICIAN,
        defaults={
            "password": make_password(PASSWORD),
            "is_superuser": True,
            "is_staff": True,
            "first_name": "Quản trị",
            "last_name": "kỹ thuật",
            "email": "quan-tri@example.vn",
        },
    )
    return user


def _account(username: str, member: Member, number: int, hashed: str) -> User:
    family = f"{_FAMILY[number * 7 % len(_FAMILY)]} {_MIDDLE[number * 3 % len(_MIDDLE)]}"
    user, _new = get_user_model().objects.get_or_create(
        username=username,
        defaults={
            "password": hashed,
            "first_name": family,
            "last_name": _GIVEN[number * 5 % len(_GIVEN)],
            "email": f"{username}@example.vn",
        },
    )
    return user
