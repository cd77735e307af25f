using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>The result that a middleware sets instead of the bot.</summary>
public class MiddlewareResultTests
{
    [Fact]
    public async Task Result_SetToNull_ThrowsAndNamesBothTypes()
    {
        ArgumentException? thrown = null;
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use((context, _, _) =>
        {
            var set = () => context.Result = null;
            thrown = set.Should().Throw<ArgumentException>().Which;
            return ValueTask.CompletedTask;
        }));

        await host.RunAsync("go");

        thrown!.Message.Should().StartWith("The result of bot 'scripted' is a String, not a null.");
        thrown.ParamName.Should().Be("value");
    }

    [Fact]
    public async Task Next_AfterAResultWasSet_ThrowsAndTheBotIsNotCalled()
    {
        var script = Script.Returning();
        Exception? thrown = null;
        await using var host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            context.Result = "early";
            var call = async () => await next(context, cancellationToken);
            thrown = (await call.Should().ThrowAsync<InvalidOperationException>()).Which;
        }));

        var result = await host.RunAsync("go");

        thrown!.Message.Should().Be("A middleware called the next delegate twice, or after setting BotContext.Result.");
        result.Data.Should().Be("early");
        script.Calls.Should().Be(0);
    }
}
