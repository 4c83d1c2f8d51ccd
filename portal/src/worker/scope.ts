/** As much of a service worker's surroundings as ours needs: the types of pages and of workers do not go together. */

export interface Client {
  readonly focused: boolean;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<Client>;
  navigate(path: string): Promise<Client | null>;
  postMessage(content: unknown, transfer?: Transferable[]): void;
}

export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface PushCame extends Lasting {
  readonly data: { json(): unknown } | null;
}

export interface NoticeClicked extends Lasting {
  readonly notification: Notification;
}

export interface SubscriptionChanged extends Lasting {
  readonly oldSubscription: PushSubscription | null;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  push: PushCame;
  notificationclick: NoticeClicked;
  pushsubscriptionchange: SubscriptionChanged;
}

export interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly navigator: { setAppBadge?(count: number): Promise<void> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Client[]>;
    openWindow(path: string): Promise<Client | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listen: (event: Events[Name]) => void): void;
}
