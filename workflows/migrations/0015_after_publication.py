import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflows.models.mistake


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("workflows", "0014_deciding_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("act__in", ["correct", "withdraw", "lapse", "propose"])),
                fields=["board", "act", "number"],
                name="decision_afterwards",
            ),
        ),
        migrations.CreateModel(
            name="ContactReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=300, verbose_name="người")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
            ],
            options={
                "verbose_name": "lần đọc cách liên hệ",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MistakeContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField()),
                ("is_email", models.BooleanField()),
                ("told_at", models.DateTimeField(help_text="When the answer went out by mail.", null=True)),
            ],
            options={
                "verbose_name": "cách liên hệ người báo sai sót",
            },
        ),
        migrations.CreateModel(
            name="MistakeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=workflows.models.mistake.new_code, max_length=12, unique=True, verbose_name="mã"
                    ),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="sai ở chỗ nào")),
                ("should_be", models.TextField(blank=True, max_length=2000, verbose_name="đúng phải là gì, căn cứ")),
                ("received_at", models.DateTimeField(verbose_name="tiếp nhận lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "mới nhận"),
                            ("looking", "đang xem xét"),
                            ("correcting", "có sai sót, đang sửa"),
                            ("fixed", "có sai sót, đã sửa và trả lời"),
                            ("no-mistake", "không có sai sót, đã trả lời"),
                            ("merged", "cùng một sai sót với báo khác"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="tình trạng",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="trả lời")),
                (
                    "turn",
                    models.PositiveSmallIntegerField(default=0, help_text="How many rows the ledger has about it."),
                ),
                ("closed_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
            ],
            options={
                "verbose_name": "báo sai sót",
                "verbose_name_plural": "báo sai sót",
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=10, verbose_name="kỳ")),
                ("drawn_at", models.DateTimeField(verbose_name="giao lúc")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa kiểm tra"),
                            ("right", "đúng như đã duyệt, còn đúng"),
                            ("mistake", "có sai sót"),
                        ],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("done_at", models.DateTimeField(null=True, verbose_name="kiểm tra lúc")),
            ],
            options={
                "verbose_name": "kiểm tra lại sau khi đăng",
                "ordering": ["-drawn_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "thông báo gỡ",
            },
        ),
        migrations.AddField(
            model_name="contactreading",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mistakereport",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mistake_reports", to="workflows.board"
            ),
        ),
        migrations.AddField(
            model_name="mistakereport",
            name="clock",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mistake_report",
                to="workflows.itemclock",
            ),
        ),
        migrations.AddField(
            model_name="mistakereport",
            name="handler",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mistake_reports",
                to="workflows.member",
                verbose_name="người xem xét",
            ),
        ),
        migrations.AddField(
            model_name="mistakereport",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mistake_reports", to="wagtailcore.page"
            ),
        ),
        migrations.AddField(
            model_name="mistakereport",
            name="same_as",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="workflows.mistakereport",
                verbose_name="cùng sai sót với",
            ),
        ),
        migrations.AddField(
            model_name="mistakecontact",
            name="report",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="contact", to="workflows.mistakereport"
            ),
        ),
        migrations.AddField(
            model_name="contactreading",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_readings",
                to="workflows.mistakereport",
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spot_checks", to="workflows.board"
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="clock",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spot_check",
                to="workflows.itemclock",
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spot_checks", to="workflows.member"
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spot_checks", to="wagtailcore.page"
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spot_checks",
                to="workflows.mistakereport",
            ),
        ),
        migrations.AddField(
            model_name="spotcheck",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.revision"
            ),
        ),
        migrations.AddField(
            model_name="withdrawalnotice",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="workflows.decision"
            ),
        ),
        migrations.AddField(
            model_name="withdrawalnotice",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal_notices", to="wagtailcore.page"
            ),
        ),
        migrations.AddField(
            model_name="withdrawalnotice",
            name="replacement",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AddIndex(
            model_name="mistakereport",
            index=models.Index(fields=["board", "state"], name="mistake_board_state"),
        ),
        migrations.AddIndex(
            model_name="mistakecontact",
            index=models.Index(
                condition=models.Q(("is_email", True), ("told_at", None)), fields=["is_email"], name="contact_to_tell"
            ),
        ),
        migrations.AddIndex(
            model_name="spotcheck",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["member", "drawn_at"], name="spot_check_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheck",
            constraint=models.UniqueConstraint(fields=("board", "period", "page"), name="spot_check_once"),
        ),
    ]
