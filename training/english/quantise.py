"""Quantise the exported graph to int8 with fixed scales.

onnxruntime's dynamic quantisation measures each batch's activations, so that a document's parse would depend on its
neighbours in the batch. Here the scales are measured once, on training windows, and written into the graph: the same
text gets the same parse in any company, and the network need not look for extremes at run time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from accords.extraction.parser_encoding import WordBatch

Ranges = dict[str, tuple[float, float]]


def quantise(plain: Path, target: Path, batches: Iterable[WordBatch], keep: tuple[str, ...] = ()) -> None:
    """Write an int8 version of a float32 graph.

    Args:
        plain: the float32 graph.
        target: the int8 graph to write.
        batches: calibration data, one window per batch so that no padding is measured.
        keep: parts of the names of nodes that stay in float32.
    """
    nodes = [node.name for node in onnx.load(plain).graph.node if any(part in node.name for part in keep)]
    quantize_dynamic(
        plain,
        target,
        per_channel=True,
        reduce_range=True,  # 7 bits: on processors without VNNI, sums of 8-bit products would saturate.
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=nodes,
    )
    model = onnx.load(target)
    inputs = [node.input[0] for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]
    _fix_scales(model, _ranges(plain, inputs, batches))
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _ranges(plain: Path, names: list[str], batches: Iterable[WordBatch]) -> Ranges:
    """Return the smallest and largest value that each tensor takes in the float32 graph."""
    model = onnx.load(plain)
    shown = {output.name for output in model.graph.output}
    model.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names if name not in shown
    )
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ranges: Ranges = {}
    for batch in batches:
        feed = {"pieces": batch.pieces, "features": batch.features, "first": batch.first, "last": batch.last}
        for name, value in zip(names, session.run(names, feed), strict=True):
            low, high = ranges.get(name, (0.0, 0.0))
            ranges[name] = min(low, float(value.min())), max(high, float(value.max()))
    return ranges


def _fix_scales(model: onnx.ModelProto, ranges: Ranges) -> None:
    """Replace each DynamicQuantizeLinear by QuantizeLinear with constants."""
    for place, node in enumerate(model.graph.node):
        if node.op_type != "DynamicQuantizeLinear":
            continue
        low, high = ranges[node.input[0]]
        scale = max(high - low, 1e-6) / 255
        zero = int(np.clip(round(-low / scale), 0, 255))
        quantised, scale_name, zero_name = node.output
        model.graph.initializer.extend(
            [
                numpy_helper.from_array(np.array(scale, dtype=np.float32), scale_name),
                numpy_helper.from_array(np.array(zero, dtype=np.uint8), zero_name),
            ]
        )
        fixed = helper.make_node("QuantizeLinear", [node.input[0], scale_name, zero_name], [quantised], name=node.name)
        model.graph.node[place].CopyFrom(fixed)
