from django.dispatch import Signal

page_published: Signal
page_unpublished: Signal
pre_page_move: Signal
post_page_move: Signal
workflow_submitted: Signal
task_submitted: Signal
