/** Writes a ZIP archive (APPNOTE 6.3.3, no ZIP64, no encryption): names in UTF-8, everything deflated. */
import { crc32, deflateRawSync } from "node:zlib";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Bit 11: the name is UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** An archive goes no further than this machine, so it need not be small. */
const FASTEST = 1;

interface Written {
  readonly name: Buffer;
  /** What both headers of a file say alike: version, flags, method, time, checksum, sizes, lengths. */
  readonly described: Buffer;
  readonly offset: number;
}

/** `files` by path, with forward slashes. */
export function zip(files: ReadonlyMap<string, string>, atMs: number): Buffer {
  const chunks: Buffer[] = [];
  const written: Written[] = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const compressed = deflateRawSync(content, { level: FASTEST });
    const described = describe(name, content, compressed, atMs);
    written.push({ name, described, offset });
    const parts = [uint32(LOCAL_HEADER), described, name, compressed];
    chunks.push(...parts);
    offset += parts.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = Buffer.concat(written.map(centralEntry));
  return Buffer.concat([...chunks, directory, endOfDirectory(written.length, directory.length, offset)]);
}

function describe(name: Buffer, content: Buffer, compressed: Buffer, atMs: number): Buffer {
  const { date, time } = dosTime(atMs);
  return Buffer.concat([
    ...[VERSION, FLAGS, DEFLATED, time, date].map(uint16),
    ...[crc32(content), compressed.length, content.length].map(uint32),
    ...[name.length, 0].map(uint16),
  ]);
}

function centralEntry({ name, described, offset }: Written): Buffer {
  const noCommentNoDiskNoAttributes = [0, 0, 0].map(uint16);
  return Buffer.concat([
    uint32(CENTRAL_HEADER),
    uint16(VERSION),
    described,
    ...noCommentNoDiskNoAttributes,
    uint32(0),
    uint32(offset),
    name,
  ]);
}

function endOfDirectory(entries: number, bytes: number, offset: number): Buffer {
  return Buffer.concat([
    uint32(END_OF_CENTRAL_DIRECTORY),
    ...[0, 0, entries, entries].map(uint16),
    ...[bytes, offset].map(uint32),
    uint16(0),
  ]);
}

/** Two-second steps since 1980. */
function dosTime(atMs: number): { date: number; time: number } {
  const at = new Date(Math.max(atMs, Date.UTC(1980, 0, 1)));
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
