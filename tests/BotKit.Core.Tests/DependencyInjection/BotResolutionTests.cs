using BotKit.Core.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection;

public sealed class BotResolutionTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(new Script((_, context, _) => new(context.Bot)))
        .AddBotKit(bots =>
        {
            bots.AddBot<ScriptedBot>("one");
            bots.AddBot<ScriptedBot>("two");
            bots.AddBot<LengthBot>("length");
        })
        .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public async Task Keyed_OneClassUnderTwoNames_IsTheBotOfThatName(string name)
    {
        var bot = _services.GetRequiredKeyedService<IBot<string, string>>(name);

        bot.Name.Should().Be(name);
        (await bot.RunAsync("go", TestContext.Current.CancellationToken)).Data.Should().Be(name);
    }

    [Fact]
    public void Keyed_Twice_IsTheSame()
        => _services.GetRequiredKeyedService<IBot<string, string>>("one")
            .Should().BeSameAs(_services.GetRequiredKeyedService<IBot<string, string>>("one"));

    [Fact]
    public async Task Unkeyed_OnlyBotOfItsTypes_IsThatBot()
    {
        var bot = _services.GetRequiredService<IBot<string, int>>();

        bot.Name.Should().Be("length");
        (await bot.RunAsync("four", TestContext.Current.CancellationToken)).Data.Should().Be(4);
    }

    [Fact]
    public void Unkeyed_SeveralBotsOfItsTypes_ListsTheNames()
    {
        var resolve = () => _services.GetRequiredService<IBot<string, string>>();

        resolve.Should().Throw<InvalidOperationException>().WithMessage("*IBot<String, String> is ambiguous*one, two*FromKeyedServices(\"one\")*");
    }

    [Fact]
    public void Unkeyed_NoBotOfItsTypes_IsNotThere() => _services.GetService<IBot<int, int>>().Should().BeNull();

    [Fact]
    public void Keyed_UnknownName_IsNotThere() => _services.GetKeyedService<IBot<string, string>>("nobody").Should().BeNull();

    [Fact]
    public async Task Injected_ByKey_IsTheBot()
    {
        var caller = ActivatorUtilities.CreateInstance<Caller>(_services);

        (await caller.Bot.RunAsync("go", TestContext.Current.CancellationToken)).Bot.Should().Be("two");
    }

    private sealed class Caller([FromKeyedServices("two")] IBot<string, string> bot)
    {
        public IBot<string, string> Bot { get; } = bot;
    }

    private sealed class LengthBot : BaseBot<string, int>
    {
        protected override ValueTask<int> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(input.Length);
    }
}
