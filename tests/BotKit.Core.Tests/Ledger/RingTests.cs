using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public class RingTests
{
    [Fact]
    public void Add_BelowTheBounds_KeepsAllUnderTheirNumbers()
    {
        var ring = new Ring<string>(100, 1_000);
        for (var i = 0; i < 40; i++)
        {
            ring.Add($"item {i}", 1);
        }

        ring.First.Should().Be(0);
        ring.Next.Should().Be(40);
        ring.Count.Should().Be(40);
        ring.Bytes.Should().Be(40);
        Enumerable.Range(0, 40).Select(i => ring[i]).Should().Equal(Enumerable.Range(0, 40).Select(i => $"item {i}"));
    }

    [Fact]
    public void Add_AtMostItems_DropsTheOldest()
    {
        var ring = new Ring<int>(3, 1_000);
        for (var i = 0; i < 5; i++)
        {
            ring.Add(i, 10);
        }

        ring.First.Should().Be(2);
        ring.Oldest.Should().Be(2);
        ring.Count.Should().Be(3);
        ring.Bytes.Should().Be(30);
        ring.IsFull.Should().BeTrue();
    }

    [Fact]
    public void Add_ExactlyTheBytes_DropsNothing()
    {
        var ring = new Ring<int>(10, 100);
        ring.Add(1, 60);
        ring.Add(2, 40);

        ring.Count.Should().Be(2);
        ring.IsFull.Should().BeFalse();
    }

    [Fact]
    public void Add_OneByteTooMany_DropsAsManyAsNeeded()
    {
        var ring = new Ring<int>(10, 100);
        ring.Add(1, 30);
        ring.Add(2, 30);
        ring.Add(3, 40);
        ring.Add(4, 31);

        ring.Oldest.Should().Be(3);
        ring.Bytes.Should().Be(71);
    }

    [Fact]
    public void Add_LargerThanTheWholeRing_KeepsItAlone()
    {
        var ring = new Ring<int>(10, 100);
        ring.Add(1, 30);
        ring.Add(2, 500);

        ring.Count.Should().Be(1);
        ring.Oldest.Should().Be(2);
        ring.Bytes.Should().Be(500);

        ring.Add(3, 10);

        ring.Oldest.Should().Be(3);
        ring.Bytes.Should().Be(10);
    }

    [Fact]
    public void DropOldest_Item_IsNotHeldAnyLonger()
    {
        var ring = new Ring<object>(10, 100);
        var dropped = AddAndDrop(ring);

        GC.Collect();

        dropped.IsAlive.Should().BeFalse();
        GC.KeepAlive(ring);
    }

    [Fact]
    public void AnyItems_LikeAQueue()
        => Gen.Select(Gen.Int[1, 40], Gen.Long[0, 60].Array[0, 200]).Sample((max, sizes) =>
        {
            var ring = new Ring<int>(max, 200);
            var expected = new Queue<(int Item, long Bytes)>();
            for (var i = 0; i < sizes.Length; i++)
            {
                ring.Add(i, sizes[i]);
                while (expected.Count > 0 && (expected.Count >= max || expected.Sum(e => e.Bytes) + sizes[i] > 200))
                {
                    expected.Dequeue();
                }

                expected.Enqueue((i, sizes[i]));
            }

            ring.Next.Should().Be(sizes.Length);
            ring.Bytes.Should().Be(expected.Sum(e => e.Bytes));
            Enumerable.Range(0, ring.Count).Select(i => ring[ring.First + i]).Should().Equal(expected.Select(e => e.Item));
        });

    [Fact]
    public void AddAndDrop_OverManyPages_IsAQueue()
        => Gen.Select(Gen.Int[1, 3_000], Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900]).Array[1, 12]).Sample((max, steps) =>
        {
            var ring = new Ring<int>(max, long.MaxValue);
            var expected = new Queue<int>();
            foreach (var (adds, drops) in steps)
            {
                for (var i = 0; i < adds; i++)
                {
                    if (expected.Count == max)
                    {
                        expected.Dequeue();
                    }

                    expected.Enqueue((int)ring.Next);
                    ring.Add((int)ring.Next, 1);
                }

                for (var i = 0; i < drops && expected.Count > 0; i++)
                {
                    ring.Oldest.Should().Be(expected.Dequeue());
                    ring.DropOldest();
                }

                ring.Bytes.Should().Be(expected.Count);
                Enumerable.Range(0, ring.Count).Select(i => ring[ring.First + i]).Should().Equal(expected);
            }
        }, iter: 200);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference AddAndDrop(Ring<object> ring)
    {
        var item = new object();
        ring.Add(item, 1);
        ring.DropOldest();
        return new WeakReference(item);
    }
}
