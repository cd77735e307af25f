namespace BotKit.Handlers;

/// <summary>Asks whether a database's content is whole; the answer is a <see cref="DatabaseIntegrity"/>.</summary>
public sealed record DatabaseIntegrityInput : DatabaseInput;
