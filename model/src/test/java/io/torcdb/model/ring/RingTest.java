package io.torcdb.model.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RingTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @Test
    void placesAreTheSameForEver() {
        var ring = new Ring(nodes(5, 5));

        assertThat(ring.place(1, 3)).containsExactly(1L, 5L, 4L);
        assertThat(ring.place(2, 3)).containsExactly(1L, 3L, 2L);
        assertThat(ring.place(-1, 5)).containsExactly(4L, 2L, 3L, 1L, 5L);
    }

    @Test
    void theOrderInWhichNodesAreNamedDoesNotMatter() {
        List<RingNode> nodes = nodes(20, 4);
        var shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(1));

        var plan = new Ring(nodes).plan(newGroups(40), 3);

        assertThat(new Ring(shuffled).plan(newGroups(40), 3)).isEqualTo(plan);
    }

    @Test
    void aJoiningNodeOnlyInsertsItselfIntoPlaces() {
        var before = new Ring(nodes(9, 9));
        var after = new Ring(nodes(10, 10));

        for (long group = 1; group <= 200; group++) {
            var rest = new ArrayList<>(after.clockwise(group));
            assertThat(rest.remove(10L)).isTrue();
            assertThat(rest).containsExactlyElementsOf(before.clockwise(group));
        }
    }

    @Test
    void placesFollowTheWeights() {
        var ring =
                new Ring(
                        List.of(
                                new RingNode(1, "a", 1),
                                new RingNode(2, "a", 1),
                                new RingNode(3, "a", 2)));

        long heavy =
                LongStream.range(0, 10_000)
                        .filter(group -> ring.place(group, 1).equals(List.of(3L)))
                        .count();

        assertThat(heavy).isBetween(4_000L, 6_000L);
    }

    @Test
    void plansFollowTheWeights() {
        var ring =
                new Ring(
                        List.of(
                                new RingNode(1, "a", 100),
                                new RingNode(2, "a", 100),
                                new RingNode(3, "a", 1_000_000)));

        var loads = loads(ring.plan(newGroups(10_002), 1));

        assertThat(loads.get(1L)).isBetween(0L, 2L);
        assertThat(loads.get(2L)).isBetween(0L, 2L);
    }

    @Test
    void aNodeOfTwiceTheWeightCarriesTwiceAsMuch() {
        List<RingNode> nodes = new ArrayList<>(nodes(6, 3));
        nodes.add(new RingNode(7, "zone-1", 2));
        nodes.add(new RingNode(8, "zone-2", 2));
        nodes.add(new RingNode(9, "zone-0", 2));

        var loads = loads(new Ring(nodes).plan(newGroups(120), 3));

        // 360 replicas on 12 units of weight: 30 a unit.
        loads.forEach((node, load) -> {
            int weight = node > 6 ? 2 : 1;
            assertThat(load).isBetween(22L * weight, 38L * weight);
        });
    }

    @Test
    void thereAreNoMoreReplicasThanNodes() {
        var ring = new Ring(nodes(2, 1));

        assertThat(ring.place(7, 3)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(ring.plan(newGroups(1), 3).get(1L)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(new Ring(List.of()).place(7, 3)).isEmpty();
        assertThat(new Ring(List.of()).plan(newGroups(1), 3)).containsEntry(1L, List.of());
    }

    @Test
    void theFirstGroupsAreLedByDifferentNodes() {
        for (int nodes = 1; nodes <= 12; nodes++) {
            var plan = new Ring(nodes(nodes, 3)).plan(newGroups(nodes), Math.min(3, nodes));

            assertThat(plan.values().stream().map(List::getFirst)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replicasAreDistinctAndRespectZones(long seed) {
        RandomGenerator random = new Random(seed);
        List<RingNode> nodes = randomNodes(random);
        int replicas = 1 + random.nextInt(5);
        var ring = new Ring(nodes);

        var plan = ring.plan(newGroups(1 + random.nextInt(60)), replicas);

        plan.values().forEach(members -> assertSpread(members, nodes, replicas));
        for (long group = 1; group <= 20; group++) {
            assertSpread(ring.place(group, replicas), nodes, replicas);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noNodeCarriesMoreThanItsBound(long seed) {
        RandomGenerator random = new Random(seed);
        int replicas = 1 + random.nextInt(3);
        List<RingNode> nodes = nodes(3 * (1 + random.nextInt(10)), random.nextBoolean() ? 3 : 1);
        int groups = 1 + random.nextInt(100);

        var plan = new Ring(nodes).plan(newGroups(groups), replicas);

        assertBalanced(plan, nodes.size(), replicas);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aJoiningNodeTakesNoMoreThanItsShare(long seed) {
        RandomGenerator random = new Random(seed);
        int replicas = 1 + random.nextInt(3);
        int size = replicas + random.nextInt(20);
        int groups = 1 + random.nextInt(100);
        var before = new Ring(nodes(size, size)).plan(newGroups(groups), replicas);

        var after = new Ring(nodes(size + 1, size + 1)).plan(before, replicas);

        assertBalanced(after, size + 1, replicas);
        assertThat(moved(before, after)).isLessThanOrEqualTo(bound(groups, replicas, size + 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whenANodeLeavesOnlyItsReplicasMove(long seed) {
        RandomGenerator random = new Random(seed);
        int replicas = 1 + random.nextInt(3);
        int size = replicas + 1 + random.nextInt(20);
        int groups = 1 + random.nextInt(100);
        var before = new Ring(nodes(size, size)).plan(newGroups(groups), replicas);
        long gone = 1L + random.nextInt(size);
        List<RingNode> rest = nodes(size, size).stream().filter(node -> node.id() != gone).toList();

        var after = new Ring(rest).plan(before, replicas);

        assertBalanced(after, size - 1, replicas);
        assertThat(moved(before, after)).isEqualTo(loads(before).getOrDefault(gone, 0L));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanOfTheSameNodesChangesNothing(long seed) {
        List<RingNode> nodes = randomNodes(new Random(seed));
        var ring = new Ring(nodes);
        var plan = ring.plan(newGroups(40), 3);

        assertThat(ring.plan(plan, 3)).isEqualTo(plan);
        assertThat(ring.plan(newGroups(40), 3)).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPlacementIsMadeGood(long seed) {
        RandomGenerator random = new Random(seed);
        List<RingNode> nodes = nodes(3 + random.nextInt(20), 3);
        SortedMap<Long, List<Long>> current = newGroups(1 + random.nextInt(50));
        current.replaceAll((_, _) ->
                LongStream.generate(() -> 1 + random.nextInt(nodes.size() + 2))
                        .distinct()
                        .limit(random.nextInt(4))
                        .boxed()
                        .toList());

        var plan = new Ring(nodes).plan(current, 3);

        plan.values().forEach(members -> assertSpread(members, nodes, 3));
        assertThat(plan.keySet()).isEqualTo(current.keySet());
    }

    private static void assertSpread(List<Long> members, List<RingNode> nodes, int replicas) {
        int wanted = Math.min(replicas, nodes.size());
        var zones = new HashMap<Long, String>();
        nodes.forEach(node -> zones.put(node.id(), node.zone()));
        int zonesThere = new HashSet<>(zones.values()).size();

        assertThat(members).hasSize(wanted).doesNotHaveDuplicates();
        assertThat(members.stream().map(zones::get).distinct().count())
                .isEqualTo(Math.min(wanted, zonesThere));
    }

    private static void assertBalanced(SortedMap<Long, List<Long>> plan, int nodes, int replicas) {
        long bound = bound(plan.size(), replicas, nodes);

        assertThat(loads(plan).values()).allMatch(load -> load <= bound);
    }

    /** Returns (1 + 1/4) × the mean, rounded up. */
    private static long bound(int groups, int replicas, int nodes) {
        return Math.ceilDiv(5L * groups * replicas, 4L * nodes);
    }

    private static Map<Long, Long> loads(SortedMap<Long, List<Long>> plan) {
        var loads = new HashMap<Long, Long>();
        plan.values().stream()
                .flatMap(Collection::stream)
                .forEach(node -> loads.merge(node, 1L, Long::sum));
        return loads;
    }

    private static long moved(
            SortedMap<Long, List<Long>> before, SortedMap<Long, List<Long>> after) {
        long moved = 0;
        for (long group : after.keySet()) {
            var arrived = new HashSet<>(after.getOrDefault(group, List.of()));
            arrived.removeAll(before.getOrDefault(group, List.of()));
            moved += arrived.size();
        }
        return moved;
    }

    private static SortedMap<Long, List<Long>> newGroups(int count) {
        var groups = new TreeMap<Long, List<Long>>();
        LongStream.rangeClosed(1, count).forEach(group -> groups.put(group, List.of()));
        return groups;
    }

    private static List<RingNode> nodes(int count, int zones) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new RingNode(id, "zone-" + id % zones, 1))
                .toList();
    }

    private static List<RingNode> randomNodes(RandomGenerator random) {
        int zones = 1 + random.nextInt(6);
        return IntStream.rangeClosed(1, 1 + random.nextInt(15))
                .mapToObj(id ->
                        new RingNode(id, "zone-" + random.nextInt(zones), 1 + random.nextInt(4)))
                .toList();
    }
}
