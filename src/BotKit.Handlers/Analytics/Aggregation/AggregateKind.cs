namespace BotKit.Handlers.Analytics;

/// <summary>How the values of rows become one.</summary>
internal enum AggregateKind
{
    Count,
    CountDistinct,
    Sum,
    Average,
    Min,
    Max,
}
