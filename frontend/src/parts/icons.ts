import type { LucideIcon } from '@lucide/svelte';
import Activity from '@lucide/svelte/icons/activity';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowDownToLine from '@lucide/svelte/icons/arrow-down-to-line';
import ArrowDownWideNarrow from '@lucide/svelte/icons/arrow-down-wide-narrow';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import ArrowUpToLine from '@lucide/svelte/icons/arrow-up-to-line';
import Ban from '@lucide/svelte/icons/ban';
import Bell from '@lucide/svelte/icons/bell';
import Bookmark from '@lucide/svelte/icons/bookmark';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import ChevronsDown from '@lucide/svelte/icons/chevrons-down';
import ChevronsUp from '@lucide/svelte/icons/chevrons-up';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Clock from '@lucide/svelte/icons/clock';
import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import File from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileAudio from '@lucide/svelte/icons/file-audio';
import FileOutput from '@lucide/svelte/icons/file-output';
import FilePlus from '@lucide/svelte/icons/file-plus';
import FileText from '@lucide/svelte/icons/file-text';
import FileVideo from '@lucide/svelte/icons/file-video';
import Folder from '@lucide/svelte/icons/folder';
import FolderInput from '@lucide/svelte/icons/folder-input';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import FolderOutput from '@lucide/svelte/icons/folder-output';
import Gauge from '@lucide/svelte/icons/gauge';
import Globe from '@lucide/svelte/icons/globe';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import Hash from '@lucide/svelte/icons/hash';
import History from '@lucide/svelte/icons/history';
import Image from '@lucide/svelte/icons/image';
import Info from '@lucide/svelte/icons/info';
import Library from '@lucide/svelte/icons/library';
import Link from '@lucide/svelte/icons/link';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Lock from '@lucide/svelte/icons/lock';
import LogOut from '@lucide/svelte/icons/log-out';
import Magnet from '@lucide/svelte/icons/magnet';
import Minus from '@lucide/svelte/icons/minus';
import Monitor from '@lucide/svelte/icons/monitor';
import Network from '@lucide/svelte/icons/network';
import Palette from '@lucide/svelte/icons/palette';
import PanelBottom from '@lucide/svelte/icons/panel-bottom';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Pause from '@lucide/svelte/icons/pause';
import Pencil from '@lucide/svelte/icons/pencil';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import Radar from '@lucide/svelte/icons/radar';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Rows3 from '@lucide/svelte/icons/rows-3';
import ScanLine from '@lucide/svelte/icons/scan-line';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Sprout from '@lucide/svelte/icons/sprout';
import Square from '@lucide/svelte/icons/square';
import SquareChevronRight from '@lucide/svelte/icons/square-chevron-right';
import Subtitles from '@lucide/svelte/icons/subtitles';
import Table2 from '@lucide/svelte/icons/table-2';
import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import Trash2 from '@lucide/svelte/icons/trash-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UnfoldHorizontal from '@lucide/svelte/icons/unfold-horizontal';
import Unplug from '@lucide/svelte/icons/unplug';
import UserX from '@lucide/svelte/icons/user-x';
import Users from '@lucide/svelte/icons/users';
import WifiOff from '@lucide/svelte/icons/wifi-off';
import X from '@lucide/svelte/icons/x';
import Zap from '@lucide/svelte/icons/zap';

/** The pictograms of the program, by Lucide's own names. A name not listed here is not in the bundle. */
export const icons = {
  activity: Activity,
  'arrow-down': ArrowDown,
  'arrow-down-to-line': ArrowDownToLine,
  'arrow-down-wide-narrow': ArrowDownWideNarrow,
  'arrow-up': ArrowUp,
  'arrow-up-to-line': ArrowUpToLine,
  ban: Ban,
  bell: Bell,
  bookmark: Bookmark,
  'chart-column': ChartColumn,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-right': ChevronRight,
  'chevrons-down': ChevronsDown,
  'chevrons-up': ChevronsUp,
  'circle-alert': CircleAlert,
  clock: Clock,
  copy: Copy,
  download: Download,
  ellipsis: Ellipsis,
  file: File,
  'file-archive': FileArchive,
  'file-audio': FileAudio,
  'file-output': FileOutput,
  'file-plus': FilePlus,
  'file-text': FileText,
  'file-video': FileVideo,
  folder: Folder,
  'folder-input': FolderInput,
  'folder-open': FolderOpen,
  'folder-output': FolderOutput,
  gauge: Gauge,
  globe: Globe,
  'hard-drive': HardDrive,
  hash: Hash,
  history: History,
  image: Image,
  info: Info,
  library: Library,
  link: Link,
  'list-ordered': ListOrdered,
  lock: Lock,
  'log-out': LogOut,
  magnet: Magnet,
  minus: Minus,
  monitor: Monitor,
  network: Network,
  palette: Palette,
  'panel-bottom': PanelBottom,
  'panel-right': PanelRight,
  pause: Pause,
  pencil: Pencil,
  play: Play,
  plus: Plus,
  radar: Radar,
  'refresh-cw': RefreshCw,
  'rotate-ccw': RotateCcw,
  'rows-3': Rows3,
  'scan-line': ScanLine,
  search: Search,
  settings: Settings,
  'shield-check': ShieldCheck,
  'sliders-horizontal': SlidersHorizontal,
  sprout: Sprout,
  square: Square,
  'square-chevron-right': SquareChevronRight,
  subtitles: Subtitles,
  'table-2': Table2,
  'text-cursor-input': TextCursorInput,
  'trash-2': Trash2,
  'triangle-alert': TriangleAlert,
  'undo-2': Undo2,
  'unfold-horizontal': UnfoldHorizontal,
  unplug: Unplug,
  'user-x': UserX,
  users: Users,
  'wifi-off': WifiOff,
  x: X,
  zap: Zap,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

/** Drawn as filled shapes: an outline of these reads as two lines or a box. */
export const SOLID: ReadonlySet<IconName> = new Set<IconName>(['pause', 'play', 'square']);
