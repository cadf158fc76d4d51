/** Lets many in at a time, or one alone; who waits to be alone goes before those who come later. */
export class Gate {
  #inside = 0;
  #alone = false;
  #wanting = 0;
  #waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    while (this.#alone || this.#wanting > 0) await this.#change();
    this.#inside++;
  }

  leave(): void {
    this.#inside--;
    this.#changed();
  }

  async enterAlone(): Promise<void> {
    this.#wanting++;
    while (this.#alone || this.#inside > 0) await this.#change();
    this.#wanting--;
    this.#alone = true;
  }

  leaveAlone(): void {
    this.#alone = false;
    this.#changed();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #changed(): void {
    for (const look of this.#waiting.splice(0)) look();
  }
}
