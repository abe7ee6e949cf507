"""Export a checkpoint: an int8 ONNX model with its tokenizer and labels (`python -m training.english.export --help`).

Word embeddings are stored as int8 with one scale per word. Matrix products with constant weights become int8 products
with one scale per output channel; attention's own products stay in float32.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from accords.extraction.parser_encoding import PieceEncoder, WordBatch, batch_arrays
from training.english.batches import WINDOW_WORDS, windows
from training.english.labels import Labels
from training.english.model import Layer, Network, Sizes
from training.english.quantise import quantise
from training.english.train import label_counts, load_split

VERSION = "1.0"
CALIBRATION = 400  # Windows from which the scales of activations are measured.
OUTPUTS = ("upos", "xpos", "feats", "lemmas", "names", "starts", "arcs", "relation_dependents", "relation_heads")


class Bytes(nn.Module):
    """An embedding table of int8 numbers with a scale per row."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.table = nn.Buffer((weight / scale).round().to(torch.int8))
        self.scale = nn.Buffer(scale)

    def forward(self, index: torch.Tensor) -> torch.Tensor:
        """Return the rows as float32."""
        return self.table[index].to(torch.float32) * self.scale[index]


class Exported(nn.Module):
    """The network with the outputs the run time reads."""

    def __init__(self, network: Network, quantised: bool) -> None:
        super().__init__()
        self.network = network
        with torch.no_grad():
            for layer in cast("Iterable[Layer]", network.layers):
                hidden = layer.qkv.out_features // 3
                scale = (hidden // layer.heads) ** -0.5
                layer.qkv.weight[:hidden] *= scale
                layer.qkv.bias[:hidden] *= scale
                layer.exporting = True
        if quantised:
            network.words = cast("nn.Embedding", Bytes(network.words.weight.detach()))

    def forward(
        self, pieces: torch.Tensor, features: torch.Tensor, first: torch.Tensor, last: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Return the tensors named in `OUTPUTS`."""
        network = self.network
        states = network.word_states(network.encode(pieces, features), first, last)
        words = states[:, 1:]
        best = [network.tags[name](words).argmax(-1) for name in ("upos", "xpos", "feats")]
        best.append(torch.topk(network.tags["lemmas"](words), 4)[1])
        dependent, head = network.relation_parts(states)
        starts = network.start(words)[..., 0]
        return (*best, network.tags["names"](words), starts, network.arcs(states), dependent, head)


def load_network(work: Path) -> tuple[Network, Labels]:
    """Read the checkpoint of a working folder."""
    labels = Labels.load(work / "labels.json")
    network = Network(Sizes(), label_counts(labels))
    network.load_state_dict(torch.load(work / "model.pt", weights_only=True)["model"])
    return network.eval(), labels


def write_onnx(network: Network, path: Path, quantised: bool) -> None:
    """Write the float32 graph; with `quantised` the word embeddings are int8 already."""
    module = Exported(network, quantised).eval()
    pieces = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    first = torch.tensor([[0, 1, 2], [0, 1, 0]])
    axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "features")}
    axes |= {name: {0: "windows", 1: "nodes"} for name in ("first", "last", "relation_heads")}
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS[:-1]}
    axes["arcs"][2] = "nodes"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (pieces, torch.zeros_like(pieces), first, first),
            str(path),
            input_names=["pieces", "features", "first", "last"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def calibration(treebanks: Path, work: Path, count: int) -> Iterator[WordBatch]:
    """Yield training windows, each as a batch of its own, evenly over the training data."""
    encoder = PieceEncoder(Tokenizer.from_file(str(work / "tokenizer.json")))
    splits = load_split(treebanks, "train")
    found = windows(splits["ewt"] + splits["gum"])
    for window in found[:: max(1, len(found) // count)]:
        words = [word for sentence in window for word in sentence.words]
        spaced = [space for sentence in window for space in sentence.spaced]
        yield batch_arrays([(encoder.pieces(words), encoder.features(words, spaced))])


def export(work: Path, treebanks: Path, target: Path, quantised: bool = True, keep: tuple[str, ...] = ()) -> None:
    """Write the model's files into `target`.

    Args:
        work: the training's working folder.
        treebanks: folder of the treebanks, for calibration.
        target: receives model.onnx, tokenizer.json, labels.json, relations.npz and meta.json.
        quantised: write int8; float32 otherwise, for comparison.
        keep: parts of node names whose products stay in float32.
    """
    network, labels = load_network(work)
    target.mkdir(parents=True, exist_ok=True)
    labels.save(target / "labels.json")
    shutil.copyfile(work / "tokenizer.json", target / "tokenizer.json")
    relation = network.relation
    np.savez(target / "relations.npz", weight=relation.weight.detach().numpy(), bias=relation.bias.detach().numpy())
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(network, plain, quantised)
        if quantised:
            quantise(plain, target / "model.onnx", calibration(treebanks, work, CALIBRATION), keep)
        else:
            shutil.copyfile(plain, target / "model.onnx")
    precision = "int8" if quantised else "float32"
    meta = {
        "name": "accords_en_ud",
        "version": VERSION,
        "language": "en",
        "precision": precision,
        "window": WINDOW_WORDS,
    }
    (target / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the training's working folder")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the conllu.gz and iob2.gz files")
    parser.add_argument("--target", type=Path, required=True, help="folder that receives the model")
    parser.add_argument("--float32", action="store_true", help="do not quantise")
    parser.add_argument("--keep", nargs="*", default=[], help="parts of node names to leave in float32")
    arguments = parser.parse_args()
    export(arguments.work, arguments.treebanks, arguments.target, not arguments.float32, tuple(arguments.keep))
