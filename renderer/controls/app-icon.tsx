import icon from './icon.svg';

export function AppIcon({ size }: { readonly size: number }) {
  return <img src={icon} alt="" width={size} height={size} />;
}
