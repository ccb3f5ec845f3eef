// The frames of a WebSocket as a server writes them: whole, and without a mask.

const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x88;

/** Cuts what a server sends into frames. */
export class Frames {
  private rest = Buffer.alloc(0);

  /** The frames that are complete with these bytes, each with its head. */
  take(bytes: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const frames: Buffer[] = [];
    for (let size = length(this.rest); size <= this.rest.length; size = length(this.rest)) {
      frames.push(this.rest.subarray(0, size));
      this.rest = this.rest.subarray(size);
    }
    return frames;
  }
}

/** How long the first frame is, with its head; without end where that is not known yet. */
function length(bytes: Buffer): number {
  if (bytes.length < 2) return Infinity;
  const short = bytes[1]!;
  if (short < 126) return 2 + short;
  if (short === 126) return bytes.length < 4 ? Infinity : 4 + bytes.readUInt16BE(2);
  return bytes.length < 10 ? Infinity : 10 + Number(bytes.readBigUInt64BE(2));
}

/** A frame of a text, or of bytes. */
export function frame(content: string | Uint8Array): Buffer {
  return typeof content === "string"
    ? headed(TEXT, Buffer.from(content))
    : headed(BINARY, Buffer.from(content));
}

/** A close; 1005 stands for one without a code. */
export function close(code: number, reason: string): Buffer {
  if (code === 1005) return headed(CLOSE, Buffer.alloc(0));
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return headed(CLOSE, payload);
}

function headed(opcode: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(payload.length < 126 ? 2 : 4);
  head[0] = opcode;
  if (payload.length < 126) {
    head[1] = payload.length;
  } else {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  }
  return Buffer.concat([head, payload]);
}
