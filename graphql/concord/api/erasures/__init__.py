"""个人信息删除 of the API."""
