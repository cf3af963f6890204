from fastapi import FastAPI

from .routers import orders

app = FastAPI(title="Orders")
app.include_router(orders.router)


@app.get("/health")
def health():
    return {"status": "ok"}
