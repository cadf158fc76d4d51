import { ProtobufError } from "../../bytes/errors.js";
import { ProtobufReader } from "../../bytes/protobuf.js";
import { startErrors } from "./errors.js";

/** An input or output of a model. */
export interface GraphPort {
  readonly name: string;
  /** The element type's number in `TensorProto.DataType`; 0 for what is no tensor. */
  readonly type: number;
  /** Size of each dimension, −1 where it is open; undefined where not even their number is known. */
  readonly dimensions: readonly number[] | undefined;
}

export interface Graph {
  /** What a request must bring: without the initializers, which older models list as inputs too. */
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
}

/**
 * Reads the inputs and outputs of an ONNX model (`ModelProto` of onnx.proto); weights are passed over.
 * @throws Error for what is no ONNX model
 */
export function readGraph(model: Uint8Array): Graph {
  try {
    const reader = new ProtobufReader(model);
    while (reader.next()) if (reader.field === 7) return graphOf(new ProtobufReader(reader.take()));
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    throw startErrors.notOnnx(error.message, error);
  }
  throw startErrors.notOnnx("it has no graph");
}

function graphOf(reader: ProtobufReader): Graph {
  const inputs: GraphPort[] = [];
  const outputs: GraphPort[] = [];
  const initializers = new Set<string>();
  while (reader.next()) {
    if (reader.field === 5) initializers.add(nameIn(new ProtobufReader(reader.take()), 8));
    else if (reader.field === 11) inputs.push(portOf(new ProtobufReader(reader.take())));
    else if (reader.field === 12) outputs.push(portOf(new ProtobufReader(reader.take())));
  }
  return { inputs: inputs.filter(({ name }) => !initializers.has(name)), outputs };
}

function portOf(reader: ProtobufReader): GraphPort {
  let name = "";
  let tensor: Omit<GraphPort, "name"> = { type: 0, dimensions: undefined };
  while (reader.next()) {
    if (reader.field === 1) name = reader.string();
    else if (reader.field === 2) tensor = typeOf(new ProtobufReader(reader.take()));
  }
  return { name, ...tensor };
}

function typeOf(reader: ProtobufReader): Omit<GraphPort, "name"> {
  let type = 0;
  let dimensions: number[] | undefined;
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const tensor = new ProtobufReader(reader.take());
    while (tensor.next()) {
      if (tensor.field === 1) type = tensor.varint();
      else if (tensor.field === 2) dimensions = shapeOf(new ProtobufReader(tensor.take()));
    }
  }
  return { type, dimensions };
}

function shapeOf(reader: ProtobufReader): number[] {
  const dimensions: number[] = [];
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const dimension = new ProtobufReader(reader.take());
    let size = -1;
    while (dimension.next()) if (dimension.field === 1) size = dimension.varint();
    dimensions.push(size);
  }
  return dimensions;
}

function nameIn(reader: ProtobufReader, field: number): string {
  while (reader.next()) if (reader.field === field) return reader.string();
  return "";
}
