from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """Read from the environment: DATABASE, ORDERS_TOKEN."""

    database: str = "orders.sqlite3"
    orders_token: str


settings = Settings()
