import { css } from "lit";

/** Dark in either theme: pictures of people stand out, and nothing shines at whoever sits in a dim room. */
export const stageStyles = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
    color-scheme: dark;
    container: stage / size;
  }
  .stage {
    position: relative;
    display: grid;
    height: 100%;
    overflow: hidden;
    border-radius: var(--stage-radius, var(--radius-large));
    background: radial-gradient(circle at 50% 35%, #20302c, #0e1614 75%);
    color: var(--text);
    outline-offset: -3px;
  }
  :host(:fullscreen) .stage {
    border-radius: 0;
  }
  video {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    transition:
      filter 0.3s,
      opacity 0.3s;
  }
  video.whole {
    object-fit: contain;
  }
  .away video {
    filter: blur(14px) brightness(0.5);
  }
  .portrait {
    display: grid;
    place-items: center;
    padding-bottom: 60px;
  }
  .portrait person-avatar {
    --avatar-size: clamp(96px, 22cqmin, 168px);
  }
  .away .portrait {
    visibility: hidden;
  }
  call-overlay {
    position: absolute;
    inset: 0 0 90px;
  }
  .names {
    position: absolute;
    display: flex;
    align-items: center;
    gap: 8px;
    border-radius: 999px;
    background: rgb(14 22 20 / 68%);
    backdrop-filter: blur(8px);
    top: 14px;
    inset-inline-start: 14px;
    max-width: calc(100% - 28px);
    padding: 8px 14px;
    font-size: var(--size-small);
  }
  .name {
    overflow: hidden;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title-of {
    color: #c4d3ce;
    white-space: nowrap;
  }
  .muted {
    display: inline-grid;
    color: #ff9d92;
  }
  own-picture {
    position: absolute;
    inset-block-end: 100px;
    inset-inline-end: 16px;
    width: clamp(104px, 22cqw, 232px);
  }
  .sound {
    position: absolute;
    inset: auto 0 104px;
    justify-self: center;
    z-index: 1;
  }
  call-controls {
    position: absolute;
    inset: auto 0 0;
    padding: 40px 12px max(20px, env(safe-area-inset-bottom));
    background: linear-gradient(transparent, rgb(8 14 12 / 70%));
  }
  @container stage (max-width: 460px) {
    own-picture {
      inset-block: 56px auto;
      inset-inline-end: 10px;
      width: 104px;
      aspect-ratio: 3 / 4;
    }
    .names {
      top: 10px;
      inset-inline-start: 10px;
    }
    .title-of {
      display: none;
    }
  }
`;
