/** What is the same at every start, so that commands can be kept and pasted. None of it is a secret: it opens this local Atlas alone. */

export const localProject = { id: "5e1ec444970199272441a214", name: "local" } as const;

export const localKey = { publicKey: "localkey", privateKey: "10ca1a71-a500-4000-8000-00000000a71a" } as const;

export const localServiceAccount = {
  clientId: "mdb_sa_id_10ca1a71a500400080000000",
  clientSecret: "mdb_sa_sk_local-atlas-is-not-a-secret",
} as const;

export const defaultPort = 8765;

/** Recorded of Atlas (milliseconds): what a read and a write take. */
export const latencies = { readLatencyMs: 125, writeLatencyMs: 750 } as const;
