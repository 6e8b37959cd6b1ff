"""Settings from the environment. A flag of the command line goes before them, the defaults here behind."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation decides. `public_url` is the only source of absolute addresses."""

    model_config = SettingsConfigDict(env_prefix="PLANNER_", env_ignore_empty=True)

    data: Path = Path("data")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    public_url: str = ""
    log: Literal["console", "json"] = "console"
    cache_seconds: int = Field(default=0, ge=0)
    house: Path | None = None

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database: the given one, else the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'planner.sqlite'}"

    @property
    def public(self) -> str:
        """The address under which readers reach the service, without a slash at its end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return (self.public_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}").rstrip("/")
