import { DccPeer } from '../../dcc/dcc-peer.ts';
import type { FoundFile } from './file-content.ts';
import { Downloads } from './downloads.ts';
import type { Offer } from './offer.ts';

/** What was seen of a conversation by DCC, once it is over. */
export interface DccSeen {
  readonly peer: DccPeer;
  readonly saved: FoundFile | null;
  readonly isLaidKept: boolean;
  readonly isOutsideKept: boolean;
}

/** The peer of one play, and the folder of its client. */
export class DccStage {
  readonly peer = new DccPeer();
  readonly downloads: Downloads;
  /** Where the peer listens; null as long as it does not. */
  port: number | null = null;
  /** What the client has offered last; null before it has. */
  offer: Offer | null = null;
  /** How many lines of the chat, and DCC lines of the client, were waited for. */
  linesHeard = 0;
  answersHeard = 0;
  /** Something that was waited for did not come. */
  isWaitedOut = false;

  /** For how long nothing may happen while something is waited for. */
  readonly quietMs: number;

  constructor(home: string, quietMs: number) {
    this.quietMs = quietMs;
    this.downloads = new Downloads(home);
  }

  /** What a placeholder stands for; null for one that is none of DCC. */
  value(name: string): string | null {
    switch (name) {
      case 'peer.address':
        return '2130706433';
      case 'peer.address6':
        return '::1';
      case 'peer.port':
        return String(this.port ?? 0);
      case 'offer.name':
        return this.offer?.name ?? '';
      case 'offer.port':
        return this.offer?.port ?? '0';
      case 'offer.token':
        return this.offer?.token ?? '';
      default:
        return null;
    }
  }

  async seen(): Promise<DccSeen> {
    const { peer, downloads } = this;
    return {
      peer,
      saved: await downloads.saved(),
      isLaidKept: await downloads.isLaidKept(),
      isOutsideKept: await downloads.isOutsideKept(),
    };
  }
}
