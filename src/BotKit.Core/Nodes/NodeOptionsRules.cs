using System.Globalization;
using Microsoft.Extensions.Options;

namespace BotKit.Nodes;

/// <summary>The rules between a node's options.</summary>
internal sealed class NodeOptionsRules : IValidateOptions<NodeOptions>
{
    public ValidateOptionsResult Validate(string? name, NodeOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        Check(builder, options.Lease, options.BeatEvery, nameof(NodeOptions.BeatEvery), "so that one lost renewal costs no lease");
        Check(builder, options.Lease, options.SweepEvery, nameof(NodeOptions.SweepEvery), "so that a lost node is seen several times");
        return builder.Build();
    }

    private static void Check(ValidateOptionsResultBuilder builder, TimeSpan lease, TimeSpan every, string property, string why)
    {
        if (lease < 3 * every)
        {
            builder.AddError(string.Create(
                CultureInfo.InvariantCulture, $"Lease ({lease}) must be at least three times {property} ({every}), {why}."));
        }
    }
}
