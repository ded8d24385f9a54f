"""Ticks on the charter's checklist, written once (the triggers come after each migration), and the act of declaring a mark none."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("workflows", "0009_calendar_feed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="act",
            field=models.CharField(
                choices=[
                    ("edit", "sửa"),
                    ("submit", "trình duyệt"),
                    ("review", "thẩm định, chuyển tiếp"),
                    ("approve", "phê duyệt"),
                    ("return", "trả lại"),
                    ("publish", "đăng tải"),
                    ("recall", "rút lại"),
                    ("skip", "bỏ qua bước không áp dụng"),
                    ("withdraw", "gỡ xuống"),
                    ("expire", "hết hạn hiển thị"),
                    ("import", "chuyển từ cổng cũ"),
                    ("establish", "lập theo quy chế"),
                    ("seat", "bố trí người"),
                    ("charter", "nạp quy chế"),
                    ("delete", "xóa"),
                    ("move", "chuyển chỗ"),
                    ("declare", "xác nhận không mật"),
                ],
                max_length=12,
                verbose_name="việc",
            ),
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stand", models.PositiveBigIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("edit", "sửa"),
                            ("submit", "trình duyệt"),
                            ("review", "thẩm định, chuyển tiếp"),
                            ("approve", "phê duyệt"),
                            ("return", "trả lại"),
                            ("publish", "đăng tải"),
                            ("recall", "rút lại"),
                            ("skip", "bỏ qua bước không áp dụng"),
                            ("withdraw", "gỡ xuống"),
                            ("expire", "hết hạn hiển thị"),
                            ("import", "chuyển từ cổng cũ"),
                            ("establish", "lập theo quy chế"),
                            ("seat", "bố trí người"),
                            ("charter", "nạp quy chế"),
                            ("delete", "xóa"),
                            ("move", "chuyển chỗ"),
                            ("declare", "xác nhận không mật"),
                        ],
                        max_length=12,
                        verbose_name="việc",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=500, verbose_name="điều đã xác nhận")),
                ("user", models.PositiveBigIntegerField()),
                ("person", models.CharField(max_length=300, verbose_name="người")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="wagtailcore.page"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="wagtailcore.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "điều đã xác nhận",
                "verbose_name_plural": "điều đã xác nhận",
                "constraints": [
                    models.UniqueConstraint(fields=("page", "stand", "act", "user", "key"), name="tick_once")
                ],
            },
        ),
    ]
