interface LockableTab {
  readonly file: string;
  readonly tab: Window;
  readonly address: string;
}

/**
 * Tabs that show a file only for as long as it may be shown. They show a blob: a page of another origin would be cut
 * off from this one (`Cross-Origin-Opener-Policy`), and could not be closed.
 */
export class LockableTabs {
  #tabs: readonly LockableTab[] = [];

  show(file: string, tab: Window, content: Blob): void {
    const address = URL.createObjectURL(content);
    tab.location.replace(address);
    this.#tabs = [...this.#tabs, { file, tab, address }];
  }

  /** Closes all but those of these files. */
  keepOnly(files: ReadonlySet<string>): void {
    const isKept = ({ file, tab }: LockableTab) => files.has(file) && !tab.closed;
    for (const { tab, address } of this.#tabs.filter((one) => !isKept(one))) {
      tab.close();
      URL.revokeObjectURL(address);
    }
    this.#tabs = this.#tabs.filter(isKept);
  }
}
