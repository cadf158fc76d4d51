import { nativeImages } from "../builtin/native-images.js";
import { inProcess } from "../runtimes/in-process/runtime.js";
import { serveBlocks } from "../transform/workers/thread.js";

/** The entry of a worker thread of batch transform. */
serveBlocks([inProcess(nativeImages)]);
