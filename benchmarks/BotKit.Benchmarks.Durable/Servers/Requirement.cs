using System.Diagnostics.CodeAnalysis;

namespace BotKit.Tests.Shared;

/// <summary>What the tests' server asks for where it is used outside of a test.</summary>
internal static class Requirement
{
    [DoesNotReturn]
    public static void Missing(string what) => throw new InvalidOperationException($"Missing: {what}");
}
