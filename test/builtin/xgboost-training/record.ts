import { ProtobufWriter } from "../../../src/bytes/protobuf-writer.js";

/** A `Record` of SageMaker's recordio-protobuf: label and features under the key `values`, with keys when sparse. */
export function recordOf(
  label: number,
  values: readonly number[],
  keys: readonly number[] = [],
  width?: number,
): Uint8Array {
  const features = message((tensor) => {
    tensor.floats(1, values);
    tensor.varints(2, keys);
    if (width !== undefined) tensor.varints(3, [width]);
  });
  return message((record) => {
    record.bytes(1, entryOf(features));
    record.bytes(2, entryOf(message((tensor) => tensor.floats(1, [label]))));
  });
}

/** An entry of a map from name to `Value`, which holds a Float32Tensor. */
function entryOf(tensor: Uint8Array): Uint8Array {
  return message((entry) => {
    entry.string(1, "values");
    entry.bytes(
      2,
      message((value) => value.bytes(2, tensor)),
    );
  });
}

function message(write: (writer: ProtobufWriter) => void): Uint8Array {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
}
