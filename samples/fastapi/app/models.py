from datetime import UTC, datetime
from enum import StrEnum

from pydantic import EmailStr, StrictInt
from sqlmodel import CheckConstraint, Field, SQLModel

from .database import UTCDateTime


class Status(StrEnum):
    pending = "pending"
    confirmed = "confirmed"
    shipped = "shipped"
    cancelled = "cancelled"


def now() -> datetime:
    return datetime.now(UTC)


# region model
class OrderBase(SQLModel):
    sku: str = Field(min_length=1, max_length=40)
    quantity: StrictInt = Field(ge=1, le=100)
    email: EmailStr


class OrderCreate(OrderBase):
    pass


class Order(OrderBase, table=True):
    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 100", "quantity"),
    )

    id: int | None = Field(default=None, primary_key=True)
    status: Status = Status.pending
    created_at: datetime = Field(
        default_factory=now, sa_type=UTCDateTime
    )
    confirmed_at: datetime | None = Field(
        default=None, sa_type=UTCDateTime
    )
    confirmations: int = 0
    idempotency_key: str | None = Field(
        default=None, max_length=255, unique=True
    )


class OrderPublic(OrderBase):
    id: int
    status: Status
    created_at: datetime
    confirmed_at: datetime | None
    confirmations: int


# endregion model


class OrderPage(SQLModel):
    orders: list[OrderPublic]
    next: int | None
