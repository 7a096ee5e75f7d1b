"""Second step of training the `accurate` recogniser: `python fanews/models/encoder_train.py PREPARED.npz`.

Owns the network, its fine-tuning and its export beside this module (`encoder.onnx`, int8, with
`encoder_pieces.tsv`). It needs what `encoder_prepare.py` wrote, PyTorch, onnx and ONNX Runtime; it reads nothing
else of the project, so that it can run on another machine. The best epoch on the held-out sentences is kept.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
START, PADDING, END, UNKNOWN = range(4)
# The encoder's own sizes; half of its twelve layers are kept, for speed (8 thousand pieces a second for 4).
WIDTH, HEADS, INNER, POSITIONS, LAYERS = 384, 12, 1536, 512, 6
BATCH_PIECES, RATE, OUTPUT_RATE, WARM_UP = 1024, 1.5e-4, 1e-3, 0.04
# What is read, in this order: once what a trained recogniser says of unlabelled text, if given, then what people say.
EPOCHS = ("silver", "train", "train", "train", "train")
# Pieces hidden in training, so that unknown words are met.
HIDDEN = 0.03
MODEL, PIECES = Path(__file__).with_name("encoder.onnx"), Path(__file__).with_name("encoder_pieces.tsv")

Sentences = list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]


class Layer(nn.Module):
    """One transformer layer; the names are those of the start weights."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        q, k, v = (f(x).view(*x.shape[:2], HEADS, -1).permute(0, 2, 1, 3) for f in (self.q, self.k, self.v))
        if torch.onnx.is_in_onnx_export():  # spelt out, as the optimiser of ONNX Runtime knows it
            scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS) + mask
            seen = torch.matmul(torch.softmax(scores, -1), v)
        else:
            seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.aln(self.drop(self.ao(seen.permute(0, 2, 1, 3).contiguous().view(*x.shape[:2], WIDTH))) + x)
        return self.oln(self.drop(self.fo(functional.gelu(self.fi(x)))) + x)


class Tagger(nn.Module):
    """Pieces in, a score for each of `LABELS` a piece out."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(pieces, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.ttype = nn.Parameter(torch.zeros(WIDTH))
        self.eln, self.drop = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.out = nn.Linear(WIDTH, len(LABELS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.drop(self.eln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.ttype))
        hidden = (1.0 - mask.to(torch.float32)[:, None, None, :]) * -10000.0
        for layer in self.layers:
            x = layer(x, hidden)
        return self.out(x)


def main(prepared: Path, checkpoint: Path, threads: int, export_only: bool) -> None:
    """Train from the prepared file, keep the best epoch in `checkpoint`, export."""
    torch.manual_seed(0)
    random.seed(0)
    torch.set_num_threads(threads)
    with np.load(prepared) as arrays:
        network = started({k[2:]: arrays[k] for k in arrays.files if k.startswith("w:")})
        pieces = str(arrays["pieces"])
        read = {name: sentences(arrays, name) for name in (*EPOCHS, "dev") if f"{name}:ids" in arrays}
    if not export_only:
        fine_tune(network, read, checkpoint)
    network.load_state_dict(torch.load(checkpoint))
    export(network.eval())
    PIECES.write_text(pieces, "utf-8")


def started(weights: dict[str, np.ndarray[Any, Any]]) -> Tagger:
    """The network with the start weights of its layers; the output layer is new."""
    network = Tagger(len(weights["emb.word"]))
    renamed = {"word.weight": "emb.word", "pos.weight": "emb.pos", "ttype": "emb.type"}
    renamed |= {"eln.weight": "emb.ln.w", "eln.bias": "emb.ln.b"}
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name.startswith("out."):
                continue
            source = renamed.get(name) or name.replace("layers.", "l").replace(".weight", ".w").replace(".bias", ".b")
            values = torch.tensor(weights[source].reshape(-1)[: parameter.numel()])
            parameter.copy_(values.view(parameter.shape))
    return network


def sentences(arrays: Any, name: str) -> Sentences:
    """(piece ids, labels) of each sentence; label -100: not a word's first piece."""
    ends = arrays[f"{name}:ends"][:-1]
    return list(zip(np.split(arrays[f"{name}:ids"], ends), np.split(arrays[f"{name}:labels"], ends), strict=True))


def fine_tune(network: Tagger, read: dict[str, Sentences], checkpoint: Path) -> None:
    """Read the sentences of `EPOCHS`, tell of each epoch on stderr; write the weights of the best one on `dev`."""
    epochs = [name for name in EPOCHS if name in read]
    steps = sum(sum(1 for _ in batches(read[name], shuffled=False)) for name in epochs)
    optimiser, schedule = _optimiser(network, steps)
    best, began = 0.0, time.monotonic()
    for epoch, name in enumerate(epochs, 1):
        network.train()
        for number, (ids, labels, mask) in enumerate(batches(read[name], shuffled=True)):
            if number % 100 == 0:
                print(f"epoch {epoch} ({name}), batch {number}, {time.monotonic() - began:.0f} s", file=sys.stderr)
            ids = ids.masked_fill((torch.rand(ids.shape) < HIDDEN) & (ids > UNKNOWN), UNKNOWN)
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(ids, mask)
            loss = functional.cross_entropy(
                scores.float().view(-1, len(LABELS)), labels.view(-1), ignore_index=-100, label_smoothing=0.05
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        reached = f1(network, read["dev"])
        print(f"epoch {epoch}: F1 {reached:.4f} held out, {time.monotonic() - began:.0f} s", file=sys.stderr)
        if reached > best:
            best = reached
            torch.save(network.state_dict(), checkpoint)


def _optimiser(network: Tagger, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    new = [p for n, p in network.named_parameters() if n.startswith("out.")]
    known = [p for n, p in network.named_parameters() if not n.startswith("out.")]
    optimiser = torch.optim.AdamW(
        [{"params": known, "lr": RATE}, {"params": new, "lr": OUTPUT_RATE}], weight_decay=0.01, fused=True
    )

    def share(step: int) -> float:
        return min(step / (WARM_UP * steps), max(0.0, (steps - step) / ((1 - WARM_UP) * steps)))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)


def batches(data: Sentences, *, shuffled: bool) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Sentences of like length together, `BATCH_PIECES` padded pieces at most."""
    order = list(range(len(data)))
    if shuffled:
        random.shuffle(order)
    groups: list[list[int]] = []
    for begin in range(0, len(order), 4000):
        group: list[int] = []
        for i in sorted(order[begin : begin + 4000], key=lambda i: len(data[i][0])):
            if group and (len(group) + 1) * (len(data[i][0]) + 2) > BATCH_PIECES:
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
    if shuffled:
        random.shuffle(groups)
    yield from (_padded([data[i] for i in group]) for group in groups)


def _padded(group: Sentences) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    shape = len(group), max(len(ids) for ids, _ in group) + 2
    ids, labels, mask = torch.full(shape, PADDING), torch.full(shape, -100), torch.zeros(shape)
    for row, (pieces, own) in enumerate(group):
        n = len(pieces)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = START, torch.tensor(pieces), END
        labels[row, 1 : n + 1] = torch.tensor(own)
        mask[row, : n + 2] = 1
    return ids, labels, mask


def f1(network: Tagger, data: Sentences) -> float:
    """Exact spans."""
    network.eval()
    hits = found = wanted = 0
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for ids, labels, mask in batches(data, shuffled=False):
            for best, own in zip(network(ids, mask).argmax(-1), labels, strict=True):
                said, true = _spans(best[own >= 0].tolist()), _spans(own[own >= 0].tolist())
                hits, found, wanted = hits + len(said & true), found + len(said), wanted + len(true)
    return 2 * hits / max(1, found + wanted)


def _spans(numbers: Sequence[int]) -> set[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(LABELS[n] for n in numbers):
        if tag[0] == "I" and spans and spans[-1][1] == i and spans[-1][2] == tag[2:]:
            spans[-1] = spans[-1][0], i + 1, tag[2:]
        elif tag != "O":
            spans.append((i, i + 1, tag[2:]))
    return set(spans)


def export(network: Tagger, model: Path = MODEL) -> None:
    """ONNX, its attention and norms fused, its weights as 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    plain, fused = model.with_suffix(".plain"), model.with_suffix(".fused")
    example = torch.randint(UNKNOWN, 1000, (3, 17)), torch.ones(3, 17, dtype=torch.long)
    axes = {name: {0: "sentence", 1: "piece"} for name in ("ids", "mask", "logits")}
    names: dict[str, Any] = {"input_names": ["ids", "mask"], "output_names": ["logits"], "dynamic_axes": axes}
    torch.onnx.export(network, example, str(plain), opset_version=17, dynamo=False, **names)
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=HEADS, hidden_size=WIDTH, optimization_options=options, opt_level=0
    ).save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        model,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        extra_options={"DefaultTensorType": 1, "MatMulConstBOnly": True},
    )
    _take_apart(model)
    plain.unlink()
    fused.unlink()


def _take_apart(model: Path) -> None:
    """Sums and normalisations as two steps: ONNX Runtime's single step takes three times as long on a CPU."""
    import onnx

    whole = onnx.load(model)
    nodes = []
    for node in whole.graph.node:
        nodes += _apart(node) if node.op_type == "SkipLayerNormalization" else [node]
    del whole.graph.node[:]
    whole.graph.node.extend(nodes)
    onnx.save(whole, model)


def _apart(node: Any) -> list[Any]:
    from onnx.helper import make_node

    epsilon = next(attribute.f for attribute in node.attribute if attribute.name == "epsilon")
    first, skipped, scale, shift, bias = node.input  # the bias is always there: each follows a linear layer
    biased, added = f"{node.name}_biased", f"{node.name}_added"
    return [
        make_node("Add", [first, bias], [biased], name=f"{node.name}_bias"),
        make_node("Add", [biased, skipped], [added], name=f"{node.name}_add"),
        make_node("LayerNormalization", [added, scale, shift], [node.output[0]], axis=-1, epsilon=epsilon),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=Path, help="the file that fanews.models.encoder_prepare wrote")
    parser.add_argument("--checkpoint", type=Path, default=Path("encoder.pt"), help="weights of the best epoch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export-only", action="store_true", help="no training: export the checkpoint")
    given = parser.parse_args()
    main(given.prepared, given.checkpoint, given.threads, given.export_only)
