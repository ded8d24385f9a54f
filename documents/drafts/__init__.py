"""Drafts open for comment (dự thảo lấy ý kiến): the page, what people say of it, and its synthesis (decision 0031)."""
