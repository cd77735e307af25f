namespace BotKit.Handlers.Leads;

/// <summary>The versions of a model that are kept, rising, and the last number that was given.</summary>
internal sealed record ModelIndex(int Last, int[] Versions);
