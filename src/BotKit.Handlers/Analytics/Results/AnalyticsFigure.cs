namespace BotKit.Handlers;

/// <summary>What a figure is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Unit">Its unit; <see langword="null"/> for none.</param>
/// <param name="Decimals">How many decimals people see.</param>
public sealed record AnalyticsFigure(string Name, string Label, string? Unit, int Decimals);
