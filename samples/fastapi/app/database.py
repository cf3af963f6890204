from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends
from sqlalchemy import DateTime, TypeDecorator, event
from sqlmodel import Session, create_engine

from .config import settings

engine = create_engine(f"sqlite:///{settings.database}")


@event.listens_for(engine, "connect")
def use_wal(connection, record):
    connection.execute("PRAGMA journal_mode=WAL")


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


class UTCDateTime(TypeDecorator):
    """SQLite keeps no time zone; what is stored is UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect):
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect):
        return value and value.replace(tzinfo=UTC)
