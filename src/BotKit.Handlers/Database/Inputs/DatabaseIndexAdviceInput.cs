namespace BotKit.Handlers;

/// <summary>Asks which indexes a database misses and which it could do without; the answer is a <see cref="DatabaseIndexAdvice"/>.</summary>
public sealed record DatabaseIndexAdviceInput : DatabaseInput;
