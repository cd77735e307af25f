namespace BotKit.Handlers;

/// <summary>Asks whether a database can be opened and read; the answer is a <see cref="DatabaseHealth"/>.</summary>
public sealed record DatabaseHealthInput : DatabaseInput;
