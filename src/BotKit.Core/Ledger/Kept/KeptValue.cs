namespace BotKit.Ledger;

/// <summary>Something that a bot keeps.</summary>
/// <param name="Version">Grows by one with each write, from 1.</param>
/// <param name="Content">The bytes.</param>
/// <param name="WrittenAt">When it was last written, by the store's clock.</param>
public sealed record KeptValue(long Version, ReadOnlyMemory<byte> Content, DateTimeOffset WrittenAt);
