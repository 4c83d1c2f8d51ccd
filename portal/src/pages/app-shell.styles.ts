import { css } from "lit";

export const shellStyles = css`
  :host {
    display: grid;
    grid-template: "brand page" auto "nav page" 1fr "account page" auto / 236px minmax(0, 1fr);
    height: 100%;
    background: var(--surface);
  }
  .skip {
    position: absolute;
    z-index: 6;
    inset: 8px auto auto 8px;
    background: var(--surface-raised);
    box-shadow: var(--shadow-high);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  header {
    grid-area: brand;
    min-width: 0;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
    min-height: var(--touch);
    margin: 16px 12px 14px;
    padding: 0 10px;
    border-radius: var(--radius-small);
    font-size: var(--size-body);
    line-height: 1.25;
    letter-spacing: -0.012em;
  }
  .brand svg {
    width: 34px;
    height: 34px;
  }
  .brand b {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    font-weight: 700;
  }
  main-nav {
    grid-area: nav;
    padding: 0 12px;
    overflow-y: auto;
  }
  account-menu {
    grid-area: account;
    min-height: 52px;
    margin: 8px 12px max(14px, env(safe-area-inset-bottom));
  }
  .page {
    grid-area: page;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    border-inline-start: 1px solid var(--line);
    background: var(--surface-sunken);
  }
  .broken {
    padding: 7px 16px;
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: var(--size-small);
    font-weight: 600;
    text-align: center;
  }
  main {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    outline: none;
    scrollbar-width: thin;
  }
  empty-state {
    min-height: 100%;
  }
  @media (max-width: 1099px) {
    :host {
      grid-template-columns: 92px minmax(0, 1fr);
    }
    .brand {
      justify-content: center;
    }
    .brand b {
      position: absolute;
      clip-path: inset(50%);
    }
    main-nav {
      padding: 0 8px;
    }
    account-menu {
      margin-inline: 8px;
    }
  }
  @media (max-width: 760px) {
    :host {
      grid-template: "brand account" auto "page page" minmax(0, 1fr) "nav nav" auto / minmax(0, 1fr) auto;
    }
    .brand {
      justify-content: flex-start;
      min-height: 48px;
      margin: 4px 0 4px max(12px, env(safe-area-inset-left));
      padding: 0 4px;
      font-size: var(--size-title);
    }
    .brand svg {
      width: 30px;
      height: 30px;
    }
    .brand b {
      position: static;
      clip-path: none;
      -webkit-line-clamp: 1;
    }
    account-menu {
      min-height: 48px;
      margin: 4px max(8px, env(safe-area-inset-right)) 4px 0;
    }
    .page {
      border: 0;
      border-top: 1px solid var(--line);
    }
    main-nav {
      padding: 4px 6px max(4px, env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
      overflow: visible;
    }
    shell-beside {
      --foot: 84px;
    }
    :host(.immersed) :is(header, account-menu, main-nav) {
      display: none;
    }
    :host(.immersed) .page {
      border: 0;
    }
  }
`;
