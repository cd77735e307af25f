namespace BotKit.Handlers.Workflows;

/// <summary>What an operator is written with.</summary>
internal enum OperandKind
{
    Text,
    Number,
    Boolean,
    Timestamp,
    Path,
}
