/** The Secrets of one app. They are no part of a draft: a change counts at once. Their values are never given out. */
import { invalidParameter, ServiceError, secretNotFound } from "../errors";
import { SECRET_CHARACTERS, SECRET_NAME } from "../limits";
import type { Secret } from "../model";

export class SecretStore {
  readonly #newId: () => string;
  readonly #onChange: () => Promise<void>;
  #secrets: readonly Secret[] = [];

  constructor(newId: () => string, onChange: () => Promise<void>) {
    this.#newId = newId;
    this.#onChange = onChange;
  }

  get secrets(): readonly Secret[] {
    return this.#secrets;
  }

  names(): readonly string[] {
    return this.#secrets.map(({ name }) => name);
  }

  byName(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#secrets.map(({ name, value }) => [name, value]));
  }

  async create(name: string, value: string): Promise<Secret> {
    checkSecret(name, value);
    this.#refuseTaken(name);
    const secret = { id: this.#newId(), name, value };
    this.#secrets = [...this.#secrets, secret];
    await this.#onChange();
    return secret;
  }

  /** Without a value it keeps the one it has: that is how a client renames (realm-cli, secrets update). */
  async update(id: string, name: string, value: string | undefined): Promise<void> {
    const secret = this.#find(id);
    checkSecret(name, value ?? secret.value);
    if (name !== secret.name) this.#refuseTaken(name);
    const changed = { id, name, value: value ?? secret.value };
    this.#secrets = this.#secrets.map((one) => (one.id === id ? changed : one));
    await this.#onChange();
  }

  async delete(id: string): Promise<void> {
    this.#find(id);
    this.#secrets = this.#secrets.filter((one) => one.id !== id);
    await this.#onChange();
  }

  restore(secrets: readonly Secret[]): void {
    this.#secrets = secrets;
  }

  #find(id: string): Secret {
    const secret = this.#secrets.find((one) => one.id === id);
    if (!secret) throw secretNotFound(id);
    return secret;
  }

  #refuseTaken(name: string): void {
    if (this.names().includes(name)) {
      throw new ServiceError(409, "SecretDuplicateName", `secret name already in use: "${name}"`);
    }
  }
}

function checkSecret(name: string, value: string): void {
  if (!SECRET_NAME.test(name)) {
    throw invalidParameter(
      `secret name "${name}" must be at most 64 letters, digits, - or _, beginning with a letter or digit`,
    );
  }
  if (value.length > SECRET_CHARACTERS) {
    throw invalidParameter(`secret "${name}" must not exceed ${SECRET_CHARACTERS} characters, it has ${value.length}`);
  }
}
