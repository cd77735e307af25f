using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection;

/// <summary>Containers with BotKit can be thrown away either way.</summary>
public class DisposalTests
{
    [Fact]
    public void Dispose_AfterUse_ThrowsNothing()
    {
        var services = Build();

        services.Invoking(it => it.Dispose()).Should().NotThrow();
    }

    [Fact]
    public async Task DisposeAsync_AfterUse_ThrowsNothing()
    {
        var services = Build();

        await services.Awaiting(it => it.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    private static ServiceProvider Build()
    {
        var services = new ServiceCollection().AddBotKit(_ => { }).BuildServiceProvider();
        services.GetRequiredService<IBotManager>().Bots.Should().BeEmpty();
        services.GetServices<IBotLifecycle>().Should().NotBeEmpty();
        return services;
    }
}
